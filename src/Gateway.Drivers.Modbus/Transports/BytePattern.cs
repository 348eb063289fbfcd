using System.Text;

namespace Gateway.Drivers.Modbus.Transports;

/// <summary>Bytes as people write them in a configuration: text, or <c>hex:AA BB</c>.</summary>
public static class BytePattern
{
    private const int Longest = 128;

    /// <summary>False when the text is empty, longer than 128 bytes, or not the hexadecimal it says it is.</summary>
    public static bool TryParse(string? text, out byte[] bytes)
    {
        bytes = [];
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        if (!text.StartsWith("hex:", StringComparison.OrdinalIgnoreCase))
        {
            bytes = Encoding.UTF8.GetBytes(text);
        }
        else if (!TryParseHex(text[4..].Replace(" ", "", StringComparison.Ordinal), out bytes))
        {
            return false;
        }

        return bytes.Length is >= 1 and <= Longest;
    }

    private static bool TryParseHex(string digits, out byte[] bytes)
    {
        var valid = digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit);
        bytes = valid ? Convert.FromHexString(digits) : [];
        return valid;
    }
}
