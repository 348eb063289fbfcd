using System.Text.Json;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;
using Gateway.Center.Warnings.Incidents;
using Gateway.Contracts.V1;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Center.Warnings.Intake;

/// <inheritdoc/>
internal sealed class WarningIntake(IncidentPlaces places, IncidentProgress progress) : IWarningIntake
{
    /// <inheritdoc/>
    public async Task<Warning?> TakeAsync(CenterWork work, Site site, string edgeId, WarningMessage message, WarningOrigin origin)
    {
        var key = PointChange.Key(site.Id, edgeId, message.Id);
        if (await work.Db.FindAsync<Warning>(key) is not null)
        {
            return null;
        }

        var steps = new List<Step>();
        foreach (var change in await PointChange.OfAsync(work.Db, site, edgeId, message))
        {
            steps.Add(await PlaceAsync(work, site, edgeId, change, message, origin));
        }

        var main = steps.FirstOrDefault(step => step.Change.PointId == message.Point) ?? steps.FirstOrDefault();
        var warning = Store(work, site, edgeId, key, message, origin, main);
        foreach (var step in steps.Where(step => step.Placed is not null))
        {
            await progress.ApplyAsync(work, step, Reason(message, origin), origin);
        }

        await work.Db.SaveChangesAsync();
        return warning;
    }

    // The row of the point exists, and what was placed is in the database, before the next point of the same message is placed.
    private async Task<Step> PlaceAsync(CenterWork work, Site site, string edgeId, PointChange change, WarningMessage message, WarningOrigin origin)
    {
        var row = await work.Db.FindAsync<StandingPoint>(site.Id, edgeId, change.PointId, origin.IsDrill);
        var isStale = row is not null && row.DecidedTime > change.DecidedTime;
        if (isStale)
        {
            return new(change, row, null);
        }

        var before = row?.Tier ?? WarningTier.None;
        var placed = await places.FindAsync(work, site, row, change, origin, Title(message, origin));
        if (placed is null)
        {
            return new(change, row, null);
        }

        if (row is null)
        {
            row = new StandingPoint { SiteId = site.Id, EdgeId = edgeId, PointId = change.PointId, IsDrill = origin.IsDrill, IncidentId = placed.Incident.Id };
            work.Db.Add(row);
        }

        if (change.Tier != before)
        {
            row.AcknowledgedAtSite = null;
        }

        (row.IncidentId, row.Tier, row.DecidedTime) = (placed.Incident.Id, change.Tier, change.DecidedTime);
        (row.AlarmId, row.Kind, row.Quantity) = (change.AlarmId, change.Kind, change.Quantity);
        await work.Db.SaveChangesAsync();
        return new(change, row, placed) { IsReminder = before == change.Tier && before > WarningTier.None };
    }

    private static Warning Store(CenterWork work, Site site, string edgeId, string key, WarningMessage message, WarningOrigin origin, Step? main)
    {
        var tier = Words.Tier(message.Tier);
        var warning = new Warning
        {
            Key = key, SiteId = site.Id, EdgeId = edgeId, UnitPath = site.UnitPath, PointId = message.Point, AlarmId = message.Alarm, Tier = tier,
            FromTier = Words.Tier(message.FromTier), IsRaise = message.Raise, EventTime = message.EventTime.ToUniversalTime(), DecidedTime = message.DecidedTime.ToUniversalTime(),
            ReceivedTime = work.Now, Body = JsonSerializer.Serialize(Marked(message, origin), CenterJson.Options), IsHistorical = origin.IsHistorical, IsDrill = origin.IsDrill,
            IncidentId = main?.Placed?.Incident.Id, Zone = main?.Change.Zone ?? "", Family = message.Family,
        };
        work.Db.Add(warning);
        if (main?.Placed?.Incident is { } incident)
        {
            incident.WarningCount++;
            incident.LastWarningAt = work.Now;
        }

        work.Record(
            new LedgerFact("warning.received", key) { Site = site.Id, UnitPath = site.UnitPath, IsDrill = origin.IsDrill },
            new
            {
                incident = warning.IncidentId, tier, fromTier = warning.FromTier, edge = edgeId, historical = origin.IsHistorical, proof = origin.IsProof,
                title = Title(message, origin), message,
            });
        return warning;
    }

    private static LocalizedText Title(WarningMessage message, WarningOrigin origin)
    {
        const int longest = 200;
        var name = message.Type == "summary" ? new("汇总", "summary") : message.PointName;
        return DrillMark.Of(new($"{name.Zh}：{message.Reason.Zh}".Limited(longest), $"{name.En}: {message.Reason.En}".Limited(longest)), origin.IsDrill);
    }

    private static LocalizedText Reason(WarningMessage message, WarningOrigin origin) => DrillMark.Of(new(message.Reason.Zh, message.Reason.En), origin.IsDrill);

    private static WarningMessage Marked(WarningMessage message, WarningOrigin origin)
    {
        var (zh, en) = Reason(message, origin);
        return origin.IsDrill ? message with { Reason = new(zh, en) } : message;
    }
}

/// <summary>One point of a warning on its way.</summary>
/// <param name="Placed">Null when it changes nothing.</param>
internal sealed record Step(PointChange Change, StandingPoint? Row, Placed? Placed)
{
    public bool IsReminder { get; init; }
}

/// <summary>What keeps a drill from being taken for real.</summary>
internal static class DrillMark
{
    public static LocalizedText Of(LocalizedText text, bool isDrill) => !isDrill || text.Zh.StartsWith("【演练】", StringComparison.Ordinal)
        ? text
        : new($"【演练】{text.Zh}", $"[DRILL] {text.En}");
}

internal static class TextExtensions
{
    public static string Limited(this string text, int longest) => text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest - 1), "…");
}
