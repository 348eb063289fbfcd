using Gateway.Core.Measurements;

namespace Gateway.Center.Clocks;

/// <summary>The clocks of the founding documents and those of the national regulation on accident reporting, as a start to configure from.</summary>
internal static class DefaultClocks
{
    private static readonly string[] s_all = ["city-emergency", "provincial-direct", "county-safety-office", "industry-department"];

    public static IReadOnlyList<ReportRecipient> Recipients { get; } =
    [
        Noted("county-emergency", "县应急管理部门", "county emergency department"),
        Noted("city-emergency", "市应急管理部门", "city emergency department"),
        Noted("province-emergency", "省应急管理部门", "provincial emergency department"),
        Noted("provincial-direct", "省安委会办公室（直报）", "provincial safety committee office (direct report)"),
        Noted("county-safety-office", "县安委会办公室", "county safety committee office"),
        Noted("industry-department", "行业主管部门", "industry department"),
    ];

    public static IReadOnlyList<ClockSet> Sets { get; } =
    [
        new("local", new("事故信息报送", "accident reports"),
        [
            Rule("first", "初步情况（20分钟）", "first report (20 min)", 20, 5, ReportForm.First, "004 二(五)19", s_all),
            Rule("written", "书面初步核查（1小时）", "written preliminary report (1 h)", 60, 15, ReportForm.Preliminary, "004 二(五)19", s_all),
            Rule("detailed", "书面详细报告（2小时）", "written detailed report (2 h)", 120, 30, ReportForm.Detailed, "004 二(五)19", s_all),
        ]),
        new("national", new("逐级上报", "reports from level to level"),
        [
            Rule("unit-to-county", "单位报县级（1小时）", "unit to county (1 h)", 60, 15, ReportForm.First, "生产安全事故报告和调查处理条例", "county-emergency"),
            Rule("county-to-city", "县级报市级（2小时）", "county to city (2 h)", 120, 30, ReportForm.Preliminary, "生产安全事故报告和调查处理条例", "city-emergency"),
            Rule("city-to-province", "市级报省级（再2小时）", "city to province (2 h more)", 240, 30, ReportForm.Preliminary, "生产安全事故报告和调查处理条例", "province-emergency"),
        ]),
    ];

    private static ReportRecipient Noted(string id, string zh, string en) => new(id, new(zh, en), ReportRecipient.Noted);

    private static ClockRule Rule(string kind, string zh, string en, int within, int warn, ReportForm form, string basis, params string[] recipients) =>
        new(kind, new LocalizedText(zh, en), TimeSpan.FromMinutes(within), TimeSpan.FromMinutes(warn), form, recipients) { Basis = basis };
}
