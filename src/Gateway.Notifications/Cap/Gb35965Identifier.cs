using System.Globalization;

namespace Gateway.Notifications.Cap;

/// <summary>
/// Identifier of a warning message as seen in an annex to GB/T 35965.1: 31 characters, <c>ZZZZZZDDDUUUXX_YYYYMMDDhhmmss_N</c>: region (GB/T 2260, 6), industry of
/// the issuing body (GB/T 4657, 3), unit (<c>000</c>), extension (<c>00</c>), Beijing time, serial 0 to 9.
/// </summary>
public static class Gb35965Identifier
{
    public const int Length = 31;
    private static readonly TimeSpan s_beijing = TimeSpan.FromHours(8);

    /// <param name="serial">Tells messages of the same second apart; its last digit is used.</param>
    /// <exception cref="ArgumentException">A code is not of its length, or holds something else than digits.</exception>
    public static string Of(string region, string industry, DateTimeOffset time, int serial) =>
        IsDigits(region, 6) && IsDigits(industry, 3)
            ? string.Create(CultureInfo.InvariantCulture, $"{region}{industry}00000_{time.ToOffset(s_beijing):yyyyMMddHHmmss}_{Math.Abs(serial % 10)}")
            : throw new ArgumentException($"{region} {industry}", nameof(region));

    private static bool IsDigits(string text, int length) => text.Length == length && text.All(char.IsAsciiDigit);
}
