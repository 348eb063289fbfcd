using System.Buffers.Text;
using System.Globalization;

namespace Gateway.Storage.InfluxDb.LineProtocol;

/// <summary>Writes a finite double so that reading it back gives the same bits.</summary>
/// <remarks>
/// Measured values mostly have few decimals. Where some r / 10^k equals the value with r below 2^53, both r and 10^k are exact
/// doubles and the division is rounded once, as the reader's is, so the decimal is exact (W. D. Clinger, "How to read floating
/// point numbers accurately", 1990, fast path). Everything else takes the general shortest formatting.
/// </remarks>
internal static class FloatFormat
{
    /// <summary>The most bytes <see cref="Write"/> needs.</summary>
    public const int MaxBytes = 32;

    private const double FastLimit = 1e9;
    private const int MostDecimals = 6;

    private static readonly double[] s_powers = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];
    private static readonly long[] s_integerPowers = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

    public static int Write(Span<byte> output, double value)
    {
        if (value is > -FastLimit and < FastLimit && value != 0)
        {
            for (var decimals = 0; decimals <= MostDecimals; decimals++)
            {
                var scaled = Math.Round(value * s_powers[decimals]);
                if (scaled / s_powers[decimals] == value)
                {
                    return WriteDecimal(output, (long)scaled, decimals);
                }
            }
        }

        value.TryFormat(output, out var written, "R", CultureInfo.InvariantCulture);
        return written;
    }

    private static int WriteDecimal(Span<byte> output, long scaled, int decimals)
    {
        var at = 0;
        if (scaled < 0)
        {
            output[at++] = (byte)'-';
            scaled = -scaled;
        }

        var whole = Math.DivRem(scaled, s_integerPowers[decimals], out var fraction);
        Utf8Formatter.TryFormat(whole, output[at..], out var written);
        at += written;
        if (decimals == 0)
        {
            return at;
        }

        output[at] = (byte)'.';
        for (var i = decimals; i > 0; i--)
        {
            fraction = Math.DivRem(fraction, 10, out var digit);
            output[at + i] = (byte)('0' + digit);
        }

        return at + decimals + 1;
    }
}
