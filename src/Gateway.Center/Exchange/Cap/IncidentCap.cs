using System.Globalization;
using System.Text.Json;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;
using Gateway.Center.Warnings;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Notifications.Cap;

namespace Gateway.Center.Exchange.Cap;

/// <summary>
/// The CAP messages of an incident, made from the ledger: the alert when it opened, an update for each rise of its tier, a cancel when it was released. What
/// was once told never changes: the same ledger gives the same bytes. Pure.
/// </summary>
internal sealed class IncidentCap(CenterOptions options)
{
    private static readonly Dictionary<string, CapCategory> s_categories = new(StringComparer.Ordinal)
    {
        ["slope"] = CapCategory.Geo, ["tailings"] = CapCategory.Geo, ["fire"] = CapCategory.Fire, ["gas"] = CapCategory.Safety, ["power"] = CapCategory.Infra,
        ["water"] = CapCategory.Met, ["flood"] = CapCategory.Met,
    };

    public string Sender => options.Exchange.Cap.Sender ?? $"warning-center@{options.County.Id}.invalid";

    /// <param name="facts">Of this incident, oldest first.</param>
    /// <returns>One after the other; the last is what holds.</returns>
    public IReadOnlyList<CapAlert> Messages(Incident incident, Site site, IReadOnlyList<LedgerEntry> facts)
    {
        var messages = new List<CapAlert>();
        var tier = WarningTier.None;
        foreach (var fact in facts)
        {
            var type = fact.Kind switch
            {
                "incident.opened" => messages.Count == 0 ? CapMessageType.Alert : CapMessageType.Update,
                "incident.raised" => CapMessageType.Update,
                "incident.released" => CapMessageType.Cancel,
                _ => (CapMessageType?)null,
            };
            if (type is null || (type != CapMessageType.Alert && messages.Count == 0))
            {
                continue;
            }

            tier = type == CapMessageType.Cancel ? WarningTier.None : Max(tier, TierOf(fact) ?? incident.Tier);
            messages.Add(Message(incident, site, fact, type.Value, tier, messages));
        }

        return messages;
    }

    private static WarningTier Max(WarningTier one, WarningTier other) => one > other ? one : other;

    private static WarningTier? TierOf(LedgerEntry fact)
    {
        using var body = JsonDocument.Parse(fact.Body);
        return body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("tier", out var tier) && tier.ValueKind == JsonValueKind.String
            && Enum.TryParse<WarningTier>(tier.GetString(), ignoreCase: true, out var value)
            ? value
            : null;
    }

    private CapAlert Message(Incident incident, Site site, LedgerEntry fact, CapMessageType type, WarningTier tier, List<CapAlert> before) => new()
    {
        Identifier = string.Create(CultureInfo.InvariantCulture, $"{options.County.Id}.{incident.Id}.{fact.Sequence}"), Sender = Sender, Sent = fact.Time,
        Status = incident.IsDrill ? CapStatus.Exercise : incident.IsProof ? CapStatus.Test : CapStatus.Actual, MessageType = type, Scope = CapScope.Restricted,
        Restriction = "仅供政府部门与相关单位 / government bodies and those concerned only", Note = incident.IsDrill ? "【演练】/ [DRILL]" : null,
        References = [.. before.Select(message => new CapReference(message.Sender, message.Identifier, message.Sent))], Incidents = [incident.Id],
        Infos = [Info(incident, site, fact, tier, chinese: true), Info(incident, site, fact, tier, chinese: false)],
    };

    private CapInfo Info(Incident incident, Site site, LedgerEntry fact, WarningTier tier, bool chinese)
    {
        var words = CapTiers.Default[tier];
        var (title, drill) = (chinese ? incident.TitleZh : incident.TitleEn, incident.IsDrill ? chinese ? "【演练】" : "[DRILL] " : "");
        title = title.StartsWith(drill.Trim(), StringComparison.Ordinal) ? title : drill + title;
        return new CapInfo
        {
            Language = chinese ? "zh-CN" : "en-US", Categories = [s_categories.GetValueOrDefault(incident.Family, CapCategory.Safety)], Event = incident.Family.Length > 0 ? incident.Family : "safety",
            Responses = words.Responses, Urgency = words.Urgency, Severity = words.Severity, Certainty = words.Certainty, Effective = fact.Time, Onset = incident.OpenedAt,
            Expires = fact.Time + options.Exchange.Cap.ValidFor, SenderName = options.County.Name.In(chinese), Headline = $"{words.Name.In(chinese)} {title}", Description = title,
            Parameters = [new("tier", tier.ToString().ToLowerInvariant()), new("colour", words.Name.In(chinese)), new("gb35965Identifier", Gb35965Identifier.Of(options.County.RegionCode, options.Exchange.Cap.IndustryCode, fact.Time, (int)(fact.Sequence % 10)))],
            Areas = [Area(site, chinese)],
        };
    }

    private CapArea Area(Site site, bool chinese) => new(
        chinese ? site.NameZh : site.NameEn, [],
        site is { Latitude: { } latitude, Longitude: { } longitude } ? [new CapCircle(new CapPoint(latitude, longitude), options.Exchange.Cap.RadiusKm)] : [],
        [new CapValue("GB/T 2260", options.County.RegionCode)]);
}
