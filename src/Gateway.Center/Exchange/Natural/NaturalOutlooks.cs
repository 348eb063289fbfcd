using Gateway.Center.Data;
using Gateway.Center.Prejudgement;
using Gateway.Center.Warnings.Hazards;
using Gateway.Core.Measurements;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Exchange.Natural;

/// <summary>Tells the tiers of incidents and the prejudgement sheets which warnings about nature concern a unit. Thread-safe.</summary>
internal sealed class NaturalOutlooks(NaturalWarningBook book) : INaturalHazards, INaturalOutlook
{
    public async Task<IReadOnlyList<NaturalHazard>> InForceAsync(CenterDb db, string unitPath, DateTimeOffset now) =>
        [.. (await book.InForceAsync(db, unitPath, now)).Select(warning => new NaturalHazard(warning.Id, KindOf(warning), warning.Tier, Headline(warning)))];

    public async Task<IReadOnlyList<NaturalOutlook>> ForAsync(CenterDb db, string unitPath, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        // Of the unit, of one above it that includes it, and of the places below it.
        var warnings = await db.Set<NaturalWarning>()
            .Where(warning => (unitPath.StartsWith(warning.UnitPath) || warning.UnitPath.StartsWith(unitPath)) && warning.From < to
                && (warning.Until == null || warning.Until > from) && (warning.EndedAt == null || warning.EndedAt > from))
            .OrderByDescending(warning => warning.Tier).ThenBy(warning => warning.From).ToListAsync(cancellation);
        return [.. warnings.Select(warning => new NaturalOutlook(Headline(warning), warning.Tier, warning.IssuedBy))];
    }

    private static LocalizedText Headline(NaturalWarning warning) => new(warning.HeadlineZh, warning.HeadlineEn);

    private static string KindOf(NaturalWarning warning) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(warning.Kind.ToString());
}
