using System.Text;

namespace Gateway.Edge.Configuration.Points;

/// <summary>The encodings a spreadsheet writes a CSV file in.</summary>
public enum CsvEncoding
{
    Utf8 = 0,
    Utf8WithBom = 1,
    Gbk = 2,
}

/// <summary>Reads and writes the bytes of a CSV file: UTF-8 with or without mark, or GBK as a Chinese Excel saves it.</summary>
public static class CsvText
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding(
        936, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback)!;

    /// <summary>
    /// Text that cannot be UTF-8 is GBK. Few Chinese letters in GBK may look like UTF-8 letters of two bytes: those outside Latin and Greek
    /// (° µ Ω) mean GBK, as no such letters stand in a sheet of points.
    /// </summary>
    public static string Decode(ReadOnlySpan<byte> bytes, out CsvEncoding encoding)
    {
        if (bytes.StartsWith("\uFEFF"u8))
        {
            encoding = CsvEncoding.Utf8WithBom;
            return Encoding.UTF8.GetString(bytes[3..]);
        }

        encoding = CsvEncoding.Utf8;
        try
        {
            var text = StrictUtf8.GetString(bytes);
            if (text.Any(letter => letter >= '\u0800') || !text.Any(letter => letter is >= '\u0400' and < '\u0800'))
            {
                return text;
            }
        }
        catch (DecoderFallbackException)
        {
            // Not UTF-8.
        }

        encoding = CsvEncoding.Gbk;
        return Gbk.GetString(bytes);
    }

    /// <exception cref="EncoderFallbackException">GBK has no such character.</exception>
    public static byte[] Encode(string text, CsvEncoding encoding) => encoding switch
    {
        CsvEncoding.Gbk => Gbk.GetBytes(text),
        CsvEncoding.Utf8WithBom => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
        _ => Encoding.UTF8.GetBytes(text),
    };
}
