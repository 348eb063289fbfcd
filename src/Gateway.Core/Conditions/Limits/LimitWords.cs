using System.Globalization;
using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>Sentences about a value and its limit.</summary>
internal static class LimitWords
{
    public static LocalizedText High(string unit, double value, double limit, double deadband, AlarmEvent happened) =>
        happened == AlarmEvent.Raised
            ? new($"数值 {Number(value, unit)} 达到或超过高限 {Number(limit, unit)}（回差 {Number(deadband, unit)}）",
                $"value {Number(value, unit)} is at or above the high limit {Number(limit, unit)} (deadband {Number(deadband, unit)})")
            : new($"数值 {Number(value, unit)} 低于复位值 {Number(limit - deadband, unit)}（高限 {Number(limit, unit)}，回差 {Number(deadband, unit)}）",
                $"value {Number(value, unit)} is below the clearing value {Number(limit - deadband, unit)} (high limit {Number(limit, unit)}, deadband {Number(deadband, unit)})");

    public static LocalizedText Low(string unit, double value, double limit, double deadband, AlarmEvent happened) =>
        happened == AlarmEvent.Raised
            ? new($"数值 {Number(value, unit)} 达到或低于低限 {Number(limit, unit)}（回差 {Number(deadband, unit)}）",
                $"value {Number(value, unit)} is at or below the low limit {Number(limit, unit)} (deadband {Number(deadband, unit)})")
            : new($"数值 {Number(value, unit)} 高于复位值 {Number(limit + deadband, unit)}（低限 {Number(limit, unit)}，回差 {Number(deadband, unit)}）",
                $"value {Number(value, unit)} is above the clearing value {Number(limit + deadband, unit)} (low limit {Number(limit, unit)}, deadband {Number(deadband, unit)})");

    /// <summary>A figure and its limit, to follow what the figure is: "52 %LEL, at or above the limit 50 %LEL".</summary>
    public static LocalizedText Compare(
        double figure, string unit, LimitDirection direction, double limit, double deadband, AlarmEvent happened)
    {
        var raised = happened == AlarmEvent.Raised;
        var sign = direction == LimitDirection.High ? -1 : 1;
        var against = Number(raised ? limit : limit + (sign * deadband), unit);
        var above = (direction == LimitDirection.High) == raised;
        return raised
            ? new($" {Number(figure, unit)}，{(above ? "达到或超过" : "达到或低于")}限值 {against}",
                $"{Number(figure, unit)}, at or {(above ? "above" : "below")} the limit {against}")
            : new($" {Number(figure, unit)}，{(above ? "高于" : "低于")}复位值 {against}",
                $"{Number(figure, unit)}, {(above ? "above" : "below")} the clearing value {against}");
    }

    /// <summary>A share as whole percent, rounded down so that 99.9 % is never shown as all.</summary>
    public static string Percent(double share) => $"{Math.Floor((share * 100) + 1e-9).ToString(CultureInfo.InvariantCulture)} %";

    /// <summary>Six significant digits and the unit; "none" in neither language, a dash, for NaN.</summary>
    public static string Number(double value, string unit)
    {
        var digits = double.IsNaN(value) ? "-" : value.ToString("G6", CultureInfo.InvariantCulture);
        return unit.Length == 0 ? digits : $"{digits} {unit}";
    }

    /// <summary>A time as seconds below two minutes, then minutes, then hours.</summary>
    public static LocalizedText Span(TimeSpan span) => span.TotalMinutes < 2
        ? new($"{span.TotalSeconds:0.###} 秒", $"{span.TotalSeconds:0.###} s")
        : span.TotalHours < 2
            ? new($"{span.TotalMinutes:0.#} 分钟", $"{span.TotalMinutes:0.#} min")
            : new($"{span.TotalHours:0.#} 小时", $"{span.TotalHours:0.#} h");
}
