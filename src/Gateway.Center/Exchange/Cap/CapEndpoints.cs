using System.Text;
using System.Xml;
using Gateway.Center.Access;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;
using Gateway.Notifications.Cap;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Exchange.Cap;

/// <summary>CAP messages and their feed.</summary>
internal static class CapEndpoints
{
    public const string ContentType = "application/cap+xml";
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const int Most = 100;
    private static readonly TimeSpan s_back = TimeSpan.FromDays(7);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/cap/{incident}.xml", OneAsync).Needs(CenterAct.See);
        api.MapGet("/cap/feed.atom", (HttpContext context, CenterStore store, IncidentCap cap, TimeProvider time, string? tier, bool? drills) =>
            FeedAsync(context, store, cap, time, context.User().ScopePath, context.User().Industry, tier, drills ?? false)).Needs(CenterAct.See);
    }

    /// <summary>The newest message of an incident; <c>?message=n</c> an earlier one, 1 = the alert.</summary>
    private static async Task<IResult> OneAsync(HttpContext context, string incident, int? message, CenterStore store, IncidentCap cap)
    {
        var user = context.User();
        return await MessagesAsync(store, cap, incident, user.Sees, context.RequestAborted) is { Count: > 0 } messages && (message ?? messages.Count) is var number && number >= 1 && number <= messages.Count
            ? TypedResults.Bytes(CapWriter.Write(messages[number - 1]), ContentType)
            : TypedResults.NotFound();
    }

    public static Task<IReadOnlyList<CapAlert>> MessagesAsync(CenterStore store, IncidentCap cap, string id, Func<string, string?, bool> sees, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<CapAlert>>(
            async db =>
            {
                var incident = await db.Set<Incident>().FirstOrDefaultAsync(known => known.Id == id, cancellation);
                var site = incident is null ? null : await db.Set<Site>().FirstOrDefaultAsync(known => known.Id == incident.SiteId, cancellation);
                return incident is null || site is null || !sees(site.UnitPath, site.Industry)
                    ? []
                    : cap.Messages(incident, site, await db.Set<LedgerEntry>().Where(entry => entry.Subject == id && entry.Kind.StartsWith("incident.")).OrderBy(entry => entry.Sequence).ToListAsync(cancellation));
            },
            cancellation);

    /// <summary>Newest message of each incident that is open or was released lately; drills only when asked for.</summary>
    public static async Task<IResult> FeedAsync(
        HttpContext context, CenterStore store, IncidentCap cap, TimeProvider time, string scope, string? industry, string? tier, bool drills)
    {
        var least = Enum.TryParse<WarningTier>(tier, ignoreCase: true, out var asked) ? asked : WarningTier.None;
        var since = time.GetUtcNow() - s_back;
        var ids = await store.ReadAsync(
            db => db.Set<Incident>().Where(incident => incident.UnitPath.StartsWith(scope) && incident.Tier >= least && (drills || (!incident.IsDrill && !incident.IsProof)))
                .Where(incident => incident.ReleasedAt == null || incident.ReleasedAt >= since).OrderByDescending(incident => incident.RaisedAt).Take(Most)
                .Select(incident => incident.Id).ToListAsync(context.RequestAborted),
            context.RequestAborted);
        var entries = new List<(string Incident, CapAlert Alert)>();
        foreach (var id in ids)
        {
            var messages = await MessagesAsync(store, cap, id, (path, of) => path.StartsWith(scope, StringComparison.Ordinal) && (industry is null || of is null || of == industry), context.RequestAborted);
            entries.AddRange(messages.TakeLast(1).Select(message => (id, message)));
        }

        return TypedResults.Bytes(Feed(cap.Sender, entries), "application/atom+xml");
    }

    private static byte[] Feed(string sender, List<(string Incident, CapAlert Alert)> entries)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("feed", Atom);
            Text(xml, "id", $"urn:cap-feed:{sender}");
            Text(xml, "title", "CAP 1.2");
            Text(xml, "updated", Time(entries.Count == 0 ? DateTimeOffset.UnixEpoch : entries.Max(entry => entry.Alert.Sent)));
            foreach (var (incident, alert) in entries)
            {
                WriteEntry(xml, incident, alert);
            }

            xml.WriteEndElement();
        }

        return stream.ToArray();
    }

    private static void WriteEntry(XmlWriter xml, string incident, CapAlert alert)
    {
        xml.WriteStartElement("entry", Atom);
        Text(xml, "id", $"urn:cap:{alert.Identifier}");
        Text(xml, "title", CapRules.Printable(alert.Infos[0].Headline ?? alert.Identifier));
        Text(xml, "updated", Time(alert.Sent));
        xml.WriteStartElement("author", Atom);
        Text(xml, "name", alert.Sender);
        xml.WriteEndElement();
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("type", ContentType);
        xml.WriteAttributeString("href", $"{incident}.xml");
        xml.WriteEndElement();
        Text(xml, "summary", $"{alert.MessageType} {alert.Status}");
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Atom, text);

    private static string Time(DateTimeOffset time) => XmlConvert.ToString(time.UtcDateTime, XmlDateTimeSerializationMode.Utc);
}
