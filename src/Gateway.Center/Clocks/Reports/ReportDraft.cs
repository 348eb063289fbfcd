using System.Globalization;
using Gateway.Center.Ledger;
using Gateway.Contracts.V1;
using Gateway.Core.Measurements;

namespace Gateway.Center.Clocks.Reports;

/// <summary>Writes a report from what is known. What nobody knows yet is marked, never made up.</summary>
internal sealed class ReportDraft(ReportFacts facts, LedgerWords words, bool chinese, TimeZoneInfo zone)
{
    // Steps of the machinery; who was called and who answered says the same to whoever reads the report.
    private static readonly string[] s_machinery = ["call.step", "call.delivered", "call.ended"];

    public IReadOnlyList<ReportHeading> Headings() =>
        [.. ReportForms.Of(facts.Clock.Form).Select(heading => new ReportHeading(heading.Id, heading.Name, string.Join('\n', Lines(heading.Id)), true))];

    private IEnumerable<string> Lines(string heading) => heading switch
    {
        "situation" => Situation(),
        "course" or "development" => Development(),
        "casualties" or "consequence" => Missing("死亡、受伤、失联和被困人数；直接经济损失", "people dead, hurt, missing, trapped; direct losses"),
        "measures" or "handling" => Handling(),
        "reporter" => Duty(),
        "cause" => Cause(),
        "background" => Situation().Concat(Background()).Concat(Duty()),
        "impact" => Missing("对周边人员、交通、环境和生产的影响", "impact on people around, traffic, environment, production"),
        _ => Missing("媒体和网络反映", "what the media and the network say"),
    };

    private IEnumerable<string> Situation()
    {
        yield return facts.Clock.Basis == ClockBasis.Occurrence
            ? Say($"发生时间：{At(facts.Clock.StartedAt)}", $"Happened: {At(facts.Clock.StartedAt)}")
            : Say($"发生时间：{ReportHeading.Missing.Zh}（确认时间 {At(facts.Clock.ConfirmedAt)}）", $"Happened: {ReportHeading.Missing.En} (confirmed {At(facts.Clock.ConfirmedAt)})");
        var units = string.Join(chinese ? "" : ", ", facts.Units.Select(unit => Say(unit.NameZh, unit.NameEn)));
        var site = facts.Site is null ? facts.Clock.SiteId : Say(facts.Site.NameZh, facts.Site.NameEn);
        yield return Say($"单位和地点：{units} {site}", $"Unit and place: {units} {site}")
            + (facts.Incident.Zone.Length > 0 ? Say($"，区域 {facts.Incident.Zone}", $", zone {facts.Incident.Zone}") : "");
    }

    private IEnumerable<string> Background()
    {
        yield return Say($"行业：{facts.Site?.Industry ?? ReportHeading.Missing.Zh}", $"Industry: {facts.Site?.Industry ?? ReportHeading.Missing.En}");
        if (facts.Site is { Longitude: { } longitude, Latitude: { } latitude })
        {
            yield return Say("坐标", "Position") + string.Create(CultureInfo.InvariantCulture, $" (WGS 84): {longitude:0.#####}, {latitude:0.#####}");
        }

        yield return Say($"监测接入时间：{At(facts.Site?.ConnectedSince)}", $"Monitored since: {At(facts.Site?.ConnectedSince)}");
    }

    private IEnumerable<string> Development() =>
        facts.Warnings.Count == 0 ? Missing("经过", "course of events") : facts.Warnings.Select(Line).Append(Say($"事故经过：{ReportHeading.Missing.Zh}", $"Course of the accident: {ReportHeading.Missing.En}"));

    private IEnumerable<string> Cause()
    {
        if (facts.Warnings.Where(warning => warning.Raise).MaxBy(warning => Rank(warning.Tier)) is { } gravest)
        {
            yield return Say($"监测触发：{gravest.Reason.Zh}（规则 {gravest.Rule.Id} {gravest.Rule.Clause}）", $"What the monitoring saw: {gravest.Reason.En} (rule {gravest.Rule.Id} {gravest.Rule.Clause})");
        }

        yield return Say($"事故原因：{ReportHeading.Missing.Zh}", $"Cause of the accident: {ReportHeading.Missing.En}");
    }

    private IEnumerable<string> Handling()
    {
        var lines = facts.Entries.Where(entry => !entry.Kind.StartsWith("warning.", StringComparison.Ordinal) && !s_machinery.Contains(entry.Kind)).Select(Line).ToList();
        return lines.Count == 0 ? Missing("处置措施", "measures") : lines.Append(Say($"现场救援：{ReportHeading.Missing.Zh}", $"Rescue on site: {ReportHeading.Missing.En}"));
    }

    private IEnumerable<string> Duty()
    {
        var officers = facts.Duty is { Officers.Count: > 0 } duty ? string.Join(chinese ? "、" : ", ", duty.Officers) : Say(ReportHeading.Missing.Zh, ReportHeading.Missing.En);
        yield return Say($"值班员：{officers}", $"On duty: {officers}");
        var leader = facts.Duty?.Leader ?? Say(ReportHeading.Missing.Zh, ReportHeading.Missing.En);
        yield return Say($"带班领导：{leader}", $"Leader on duty: {leader}");
    }

    private IEnumerable<string> Missing(string zh, string en) => [Say($"{zh}：{ReportHeading.Missing.Zh}", $"{en}: {ReportHeading.Missing.En}")];

    private string Line(WarningMessage warning)
    {
        var value = warning.Value is { } number ? string.Create(CultureInfo.InvariantCulture, $" {number:0.###} {warning.Unit}") : "";
        var limit = warning.Limit is { } against ? string.Create(CultureInfo.InvariantCulture, $" ({Say("限值", "limit")} {against:0.###})") : "";
        return $"{At(warning.EventTime)} [{Say(warning.TierName.Zh, warning.TierName.En)}] {Say(warning.PointName.Zh, warning.PointName.En)}{value}{limit} {Say(warning.Reason.Zh, warning.Reason.En)}".TrimEnd();
    }

    private string Line(LedgerEntry entry)
    {
        var actor = entry.Actor is null ? "" : Say($"（{entry.Actor}）", $" ({entry.Actor})");
        return $"{At(entry.Time)} {Told(entry).In(chinese)}{actor}";
    }

    /// <summary>The name of what happened, and what was said about it when that is not the same.</summary>
    private LocalizedText Told(LedgerEntry entry)
    {
        var (name, told) = (words.NameOf(entry.Kind), words.SummaryOf(entry));
        return told.Zh.StartsWith(name.Zh, StringComparison.Ordinal) ? told : new($"{name.Zh}：{told.Zh}", $"{name.En}: {told.En}");
    }

    private string At(DateTimeOffset? time) => time is { } known
        ? TimeZoneInfo.ConvertTime(known, zone).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)
        : Say(ReportHeading.Missing.Zh, ReportHeading.Missing.En);

    private string Say(string zh, string en) => chinese ? zh : en;

    private static int Rank(string tier) => Array.IndexOf(["none", "blue", "yellow", "orange", "red"], tier);
}
