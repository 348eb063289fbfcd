using System.Globalization;
using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>Sentences about a value and its limit.</summary>
internal static class LimitWords
{
    public static LocalizedText High(string unit, double value, double limit, double deadband, AlarmEvent happened) =>
        happened == AlarmEvent.Raised
            ? new($"数值 {Beside(limit, value, unit)} 达到或超过高限 {Number(limit, unit)}（回差 {Number(deadband, unit)}）",
                $"value {Beside(limit, value, unit)} is at or above the high limit {Number(limit, unit)} (deadband {Number(deadband, unit)})")
            : new($"数值 {Beside(limit - deadband, value, unit)} 低于复位值 {Number(limit - deadband, unit)}（高限 {Number(limit, unit)}，回差 {Number(deadband, unit)}）",
                $"value {Beside(limit - deadband, value, unit)} is below the clearing value {Number(limit - deadband, unit)} (high limit "
                    + $"{Number(limit, unit)}, deadband {Number(deadband, unit)})");

    public static LocalizedText Low(string unit, double value, double limit, double deadband, AlarmEvent happened) =>
        happened == AlarmEvent.Raised
            ? new($"数值 {Beside(limit, value, unit)} 达到或低于低限 {Number(limit, unit)}（回差 {Number(deadband, unit)}）",
                $"value {Beside(limit, value, unit)} is at or below the low limit {Number(limit, unit)} (deadband {Number(deadband, unit)})")
            : new($"数值 {Beside(limit + deadband, value, unit)} 高于复位值 {Number(limit + deadband, unit)}（低限 {Number(limit, unit)}，回差 {Number(deadband, unit)}）",
                $"value {Beside(limit + deadband, value, unit)} is above the clearing value {Number(limit + deadband, unit)} (low limit "
                    + $"{Number(limit, unit)}, deadband {Number(deadband, unit)})");

    /// <summary>A figure and its limit, to follow what the figure is: "52 %LEL, at or above the limit 50 %LEL".</summary>
    public static LocalizedText Compare(
        double figure, string unit, LimitDirection direction, double limit, double deadband, AlarmEvent happened)
    {
        var raised = happened == AlarmEvent.Raised;
        var sign = direction == LimitDirection.High ? -1 : 1;
        var bound = raised ? limit : limit + (sign * deadband);
        var (now, against) = (Beside(bound, figure, unit), Number(bound, unit));
        var above = (direction == LimitDirection.High) == raised;
        return raised
            ? new($" {now}，{(above ? "达到或超过" : "达到或低于")}限值 {against}",
                $"{now}, at or {(above ? "above" : "below")} the limit {against}")
            : new($" {now}，{(above ? "高于" : "低于")}复位值 {against}",
                $"{now}, {(above ? "above" : "below")} the clearing value {against}");
    }

    /// <summary>A share as whole percent, rounded down so that 99.9 % is never shown as all.</summary>
    public static string Percent(double share) => $"{Math.Floor((share * 100) + 1e-9).ToString(CultureInfo.InvariantCulture)} %";

    /// <summary>
    /// A number a person can read, and the unit: as written when it has no more than six significant digits, otherwise four of them, never
    /// with an exponent below 10^15. "None" in neither language, a dash, for NaN.
    /// </summary>
    public static string Number(double value, string unit) =>
        double.IsNaN(value) ? "-" : unit.Length == 0 ? Digits(value) : $"{Digits(value)} {unit}";

    /// <summary>The same of a value beside a limit: with as many digits as it takes to see that they differ.</summary>
    public static string Beside(double limit, double value, string unit)
    {
        var text = Number(value, unit);
        if (value == limit || text != Number(limit, unit))
        {
            return text;
        }

        for (var digits = 5; digits < 17; digits++)
        {
            var (shown, beside) = (Significant(value, digits), Significant(limit, digits));
            if (shown != beside)
            {
                return $"{shown} {unit}".TrimEnd();
            }
        }

        return text;
    }

    private static string Significant(double value, int digits) => value.ToString($"G{digits}", CultureInfo.InvariantCulture);

    private static string Digits(double value)
    {
        if (value == 0 || !double.IsFinite(value) || Math.Abs(value) >= 1e15)
        {
            return value.ToString("G6", CultureInfo.InvariantCulture);
        }

        // Digits before the decimal point; below 1 minus the zeros after it.
        var whole = (int)Math.Floor(Math.Log10(Math.Abs(value))) + 1;
        var asWritten = Rounded(value, 6 - whole);
        return Math.Abs(asWritten - value) <= Math.Abs(value) * 1e-12 ? Plain(asWritten, 6 - whole) : Plain(Rounded(value, 4 - whole), 4 - whole);
    }

    private static double Rounded(double value, int decimals) => Math.Round(value, Math.Clamp(decimals, 0, 15));

    private static string Plain(double value, int decimals) =>
        value.ToString("0." + new string('#', Math.Clamp(decimals, 0, 15)), CultureInfo.InvariantCulture);

    /// <summary>A time as seconds below two minutes, then minutes, then hours.</summary>
    public static LocalizedText Span(TimeSpan span) => span.TotalMinutes < 2
        ? new($"{Digits(span.TotalSeconds)} 秒", $"{Digits(span.TotalSeconds)} s")
        : span.TotalHours < 2
            ? new($"{span.TotalMinutes:0.#} 分钟", $"{span.TotalMinutes:0.#} min")
            : new($"{span.TotalHours:0.#} 小时", $"{span.TotalHours:0.#} h");
}
