using Gateway.Core.Measurements;

namespace Gateway.Center.Clocks.Reports;

/// <summary>One heading of a report.</summary>
/// <param name="Drafted">True while the text is the center's; false once a person wrote in it.</param>
public sealed record ReportHeading(string Id, LocalizedText Name, string Text, bool Drafted)
{
    /// <summary>What stands where the center knows nothing. It never guesses.</summary>
    public static LocalizedText Missing { get; } = new("待补充", "to be completed");

    public bool IsComplete => Text.Trim().Length > 0 && !Text.Contains(Missing.Zh, StringComparison.Ordinal)
        && !Text.Contains(Missing.En, StringComparison.OrdinalIgnoreCase);
}

/// <summary>The headings of each form.</summary>
internal static class ReportForms
{
    private static readonly (string Id, LocalizedText Name)[] s_first =
    [
        ("situation", new("时间、地点、单位", "time, place, unit")), ("course", new("简要经过", "what happened")),
        ("casualties", new("人员伤亡和失联", "people hurt or missing")), ("measures", new("已采取的措施", "measures taken")),
        ("reporter", new("报告单位和值班人员", "who reports, people on duty")),
    ];

    private static readonly (string Id, LocalizedText Name)[] s_detailed =
    [
        ("cause", new("起因", "cause")), ("background", new("背景", "background")), ("development", new("发展", "development")),
        ("handling", new("处置", "handling")), ("consequence", new("后果", "consequence")), ("impact", new("影响", "impact")),
        ("opinion", new("舆论", "public opinion")),
    ];

    public static IReadOnlyList<(string Id, LocalizedText Name)> Of(ReportForm form) => form switch
    {
        ReportForm.First => s_first,
        ReportForm.Preliminary => [.. s_first[..3], s_detailed[0], .. s_first[3..]],
        _ => s_detailed,
    };
}
