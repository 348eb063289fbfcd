using System.Globalization;
using Gateway.Core.Warnings;

namespace Gateway.Edge.Replay;

/// <summary>What a person reads after a replay.</summary>
internal static class ReplayFigures
{
    private const int MostLines = 50;

    private static readonly WarningTier[] s_tiers = [WarningTier.Red, WarningTier.Orange, WarningTier.Yellow, WarningTier.Blue];

    /// <summary>Samples, span, transitions, raises by tier and per hour.</summary>
    public static void Write(TextWriter output, ReplayRun run, bool chinese)
    {
        var hours = Math.Max(run.Span.TotalHours, 1.0 / 3600);
        output.WriteLine(chinese
            ? Text($"{run.Samples} 个样本，时间跨度 {run.Span:d\\.hh\\:mm\\:ss}，{run.Transitions} 次状态变化。")
            : Text($"{run.Samples} samples over {run.Span:d\\.hh\\:mm\\:ss}, {run.Transitions} transitions."));
        var raised = run.Raises();
        foreach (var tier in s_tiers)
        {
            var raises = raised.GetValueOrDefault(tier);
            output.WriteLine(chinese
                ? Text($"  {Name(tier, chinese)}：{raises} 次报警，每小时 {raises / hours:0.###} 次")
                : Text($"  {Name(tier, chinese),-7} {raises,6} raised, {raises / hours:0.###} an hour"));
        }
    }

    /// <summary>The difference of two rule sets, the first lines of each kind in full.</summary>
    public static void Write(TextWriter output, RuleSetDifference difference, bool chinese)
    {
        output.WriteLine(chinese
            ? Text($"与第二套规则相比：相同 {difference.Same}，多出 {difference.Extra.Count}，缺少 {difference.Missing.Count}，提前 {difference.Earlier.Count}，推迟 {difference.Later.Count}")
            : Text($"Against the second rule set: {difference.Same} the same, {difference.Extra.Count} extra, {difference.Missing.Count} missing, {difference.Earlier.Count} earlier, {difference.Later.Count} later"));
        Lines(output, difference.Extra, chinese ? "多出" : "extra", chinese);
        Lines(output, difference.Missing, chinese ? "缺少" : "missing", chinese);
        Shifts(output, difference.Earlier, chinese ? "提前" : "earlier", chinese);
        Shifts(output, difference.Later, chinese ? "推迟" : "later", chinese);
    }

    public static string Name(WarningTier tier, bool chinese) => tier switch
    {
        WarningTier.Red => chinese ? "红色" : "red",
        WarningTier.Orange => chinese ? "橙色" : "orange",
        WarningTier.Yellow => chinese ? "黄色" : "yellow",
        WarningTier.Blue => chinese ? "蓝色" : "blue",
        _ => chinese ? "无" : "none",
    };

    private static void Lines(TextWriter output, IReadOnlyList<Occurrence> occurrences, string what, bool chinese)
    {
        foreach (var occurrence in occurrences.Take(MostLines))
        {
            output.WriteLine(Text($"  {what,-8} {Time(occurrence.Raised)} {Name(occurrence.Tier, chinese)} {occurrence.Point} {occurrence.Rule}"));
        }

        Rest(output, occurrences.Count, chinese);
    }

    private static void Shifts(TextWriter output, IReadOnlyList<Shifted> shifts, string what, bool chinese)
    {
        foreach (var shift in shifts.Take(MostLines))
        {
            output.WriteLine(Text(
                $"  {what,-8} {Time(shift.After.Raised)} {Name(shift.After.Tier, chinese)} {shift.After.Point} {shift.By.Duration():d\\.hh\\:mm\\:ss\\.fff} ({Time(shift.Before.Raised)})"));
        }

        Rest(output, shifts.Count, chinese);
    }

    private static void Rest(TextWriter output, int count, bool chinese)
    {
        if (count > MostLines)
        {
            output.WriteLine(chinese ? $"  …… 另有 {count - MostLines} 项" : $"  ... and {count - MostLines} more");
        }
    }

    private static string Time(long ticks) => new DateTime(ticks, DateTimeKind.Utc).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
