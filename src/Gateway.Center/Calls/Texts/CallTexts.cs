using System.Globalization;
using System.Text;
using System.Text.Json;
using Gateway.Center.Configuration;
using Gateway.Center.Sites;
using Gateway.Center.Warnings;
using Gateway.Contracts.V1;
using Gateway.Core.Measurements;

namespace Gateway.Center.Calls.Texts;

/// <summary>What is known when a message is written.</summary>
/// <param name="Newest">Gravest newest warning; null when a person raised it.</param>
/// <param name="Others">Titles of other incidents, in a digest.</param>
public sealed record CallMatter(Call Call, CallLeg Leg, Incident Incident, Site? Site, WarningMessage? Newest, IReadOnlyList<LocalizedText> Others);

/// <summary>Writes what people are told, Chinese first, then English.</summary>
public sealed class CallTexts(CenterOptions options, SeedTexts seeds)
{
    private const int MaxTitle = 120;
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.County.TimeZone);

    public string Subject(CallMatter matter)
    {
        var tier = seeds.Tier(matter.Call.Tier);
        return $"{Marks(matter, "")}{tier.Zh} {SiteName(matter).Zh}：{Short(matter.Incident.TitleZh)} / {tier.En}".ReplaceLineEndings(" ");
    }

    /// <param name="link">Where the person confirms; null when there is none.</param>
    public string Text(CallMatter matter, string? link)
    {
        var text = new StringBuilder();
        Chinese(text, matter, link);
        text.Append('\n');
        English(text, matter, link);
        return text.ToString();
    }

    private void Chinese(StringBuilder text, CallMatter matter, string? link)
    {
        var (incident, tier) = (matter.Incident, matter.Call.Tier);
        text.Append(Marks(matter, "zh")).Append('【').Append(seeds.Tier(tier).Zh).Append("预警】").Append(SiteName(matter).Zh).Append(Place(incident, "，")).Append('\n');
        text.Append(Short(incident.TitleZh)).Append(matter.Newest is { } warning ? $"：{Short(warning.Reason.Zh)}" : "").Append('\n');
        text.Append("开始于 ").Append(Local(incident.OpenedAt)).Append(incident.State == IncidentState.Cleared ? "；目前指标已恢复，尚未解除" : "").Append('\n');
        text.Append("请立即：").Append(matter.Newest?.Advice?.Zh ?? seeds.Measures(tier).Zh).Append('\n');
        foreach (var other in matter.Others)
        {
            text.Append("另有：").Append(Short(other.Zh)).Append('\n');
        }

        text.Append(link is null ? "收到请向县预警中心回复。" : $"确认收到：{link}").Append('\n');
    }

    private void English(StringBuilder text, CallMatter matter, string? link)
    {
        var (incident, tier) = (matter.Incident, matter.Call.Tier);
        text.Append(Marks(matter, "en")).Append("Warning, ").Append(seeds.Tier(tier).En).Append(": ").Append(SiteName(matter).En).Append(Place(incident, ", ")).Append('\n');
        text.Append(Short(incident.TitleEn)).Append(matter.Newest is { } warning ? $": {Short(warning.Reason.En)}" : "").Append('\n');
        text.Append("Since ").Append(Local(incident.OpenedAt)).Append(incident.State == IncidentState.Cleared ? "; back within limits now, not released yet" : "").Append('\n');
        text.Append("Do now: ").Append(matter.Newest?.Advice?.En ?? seeds.Measures(tier).En).Append('\n');
        foreach (var other in matter.Others)
        {
            text.Append("Also: ").Append(Short(other.En)).Append('\n');
        }

        text.Append(link is null ? "Answer to the county warning center." : $"Confirm: {link}");
    }

    /// <summary>A drill must be known as one by its first word in either language.</summary>
    private static string Marks(CallMatter matter, string language)
    {
        var drill = matter.Call.IsDrill ? (language == "en" ? "[DRILL] " : "【演练】") : "";
        var proof = matter.Call.IsProof ? (language == "en" ? "[TEST OF THE CHAIN] " : "【链路检验】") : "";
        var reminder = matter.Leg.IsReminder ? (language == "en" ? "[REMINDER] " : "【提醒】") : "";
        return drill + proof + reminder;
    }

    private static LocalizedText SiteName(CallMatter matter) =>
        matter.Site is { } site ? new(site.NameZh, site.NameEn) : new(matter.Incident.SiteId, matter.Incident.SiteId);

    private static string Place(Incident incident, string separator) => incident.Zone.Length > 0 ? separator + incident.Zone : "";

    private static string Short(string text) => text.Length > MaxTitle ? text[..MaxTitle] + "…" : text;

    private string Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, _zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The contract message of a warning; null when it cannot be read.</summary>
    public static WarningMessage? Read(Warning? warning)
    {
        try
        {
            return warning is null ? null : JsonSerializer.Deserialize(warning.Body, WarningMessageJson.Default.WarningMessage);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
