using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Core.Conditions.Expressions.Evaluation;

/// <summary>The smallest pieces of a sentence about a rule.</summary>
internal static class ExpressionWords
{
    public static string Reading(Point point, Measured value, bool chinese) => double.IsNaN(value.Low)
        ? (chinese ? $"[{point.Name.Zh}]（未知）" : $"[{point.Name.En}] (unknown)")
        : Named(point, LimitWords.Number(value.Low, point.Unit) + Doubt(value.Doubtful, chinese), chinese);

    public static string Tier(Point point, WarningTier tier, bool chinese) =>
        Named(point, chinese ? $"{TierName(tier, true)}级" : $"tier {TierName(tier, false)}", chinese);

    public static string Rate(Point point, double perSecond, TimeSpan window, bool chinese)
    {
        var span = LimitWords.Span(window);
        var perMinute = LimitWords.Number(perSecond * 60, point.Unit.Length == 0 ? "/min" : point.Unit + "/min");
        return chinese ? $"[{point.Name.Zh}] {span.Zh}变化率（{perMinute}）" : $"[{point.Name.En}] rate over {span.En} ({perMinute})";
    }

    public static string Question(Point point, string zh, string en, Truth truth, bool chinese) => chinese
        ? $"[{point.Name.Zh}]{zh}：{(truth == Truth.Unknown ? "未知" : truth.IsTrue() ? "是" : "否")}"
        : $"[{point.Name.En}] {en}: {(truth == Truth.Unknown ? "unknown" : truth.IsTrue() ? "yes" : "no")}";

    /// <summary>Behind a part of a rule that is not fulfilled, or of which nobody knows.</summary>
    public static string Denied(Truth truth, bool chinese) => truth.IsTrue() ? ""
        : truth == Truth.Unknown ? chinese ? "（未知）" : " (unknown)"
        : chinese ? "（不成立）" : " (not so)";

    public static string Sign(Comparison how) => how switch
    {
        Comparison.AtLeast => "≥",
        Comparison.Above => ">",
        Comparison.AtMost => "≤",
        Comparison.Below => "<",
        Comparison.Equal => "=",
        _ => "≠",
    };

    public static string TierName(WarningTier tier, bool chinese) => tier switch
    {
        WarningTier.Blue => chinese ? "蓝色" : "blue",
        WarningTier.Yellow => chinese ? "黄色" : "yellow",
        WarningTier.Orange => chinese ? "橙色" : "orange",
        WarningTier.Red => chinese ? "红色" : "red",
        _ => chinese ? "无" : "none",
    };

    private static string Named(Point point, string value, bool chinese) =>
        chinese ? $"[{point.Name.Zh}]（现为 {value}）" : $"[{point.Name.En}] (now {value})";

    private static string Doubt(bool doubtful, bool chinese) => !doubtful ? "" : chinese ? "，存疑" : ", uncertain";
}
