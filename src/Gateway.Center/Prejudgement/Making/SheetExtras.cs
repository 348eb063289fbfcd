using System.Globalization;
using System.Text.Json;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Ingest;
using Gateway.Center.Prejudgement.Sheets;
using Gateway.Center.Sites;
using Gateway.Contracts.V1.Link;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Prejudgement.Making;

/// <summary>What does not come out of the counted tables: values near a limit now, the season, natural hazards.</summary>
internal sealed class SheetExtras(CenterOptions options, IEnumerable<ILiveValues> live, INaturalOutlook outlook)
{
    public async Task<IReadOnlyList<SheetItem>> NearLimitAsync(CenterDb db, IReadOnlyList<string> sites, CancellationToken cancellation)
    {
        var points = await db.Set<SitePoint>().Where(point => sites.Contains(point.SiteId) && point.RemovedAt == null).ToListAsync(cancellation);
        return [.. points.Select(Near).OfType<SheetItem>().OrderByDescending(item => item.Tier)];
    }

    public async Task<IReadOnlyList<SheetItem>> NaturalAsync(CenterDb db, SheetSubject subject, SheetPeriod period, CancellationToken cancellation) =>
        [.. (await outlook.ForAsync(db, subject.UnitPath, period.From, period.To, cancellation)).Select(at => new SheetItem(at.Text, at.Tier, null, at.Source))];

    public IReadOnlyList<SheetItem> Season(SheetPeriod period)
    {
        var zone = SheetPeriod.ZoneOf(options);
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(period.From, zone).DateTime);
        var last = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(period.To, zone).DateTime).AddDays(-1);
        var days = Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays).ToList();
        return [.. options.Prejudgement.Notes.Where(note => days.Exists(day => Covers(note, day))).Select(note => new SheetItem(note.Text, WarningTier.None, null, note.Source))];
    }

    /// <summary>Whether a note holds on a day; <c>MM-dd</c> may run over the turn of the year.</summary>
    internal static bool Covers(SeasonNote note, DateOnly day)
    {
        var at = day.ToString(note.From.Length == 5 ? "MM-dd" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var (afterFrom, beforeTo) = (string.CompareOrdinal(at, note.From) >= 0, string.CompareOrdinal(at, note.To) <= 0);
        return string.CompareOrdinal(note.From, note.To) <= 0 ? afterFrom && beforeTo : afterFrom || beforeTo;
    }

    private SheetItem? Near(SitePoint point)
    {
        var value = live.Select(values => values.Find(point.SiteId, point.EdgeId, point.PointId)).FirstOrDefault(found => found is not null);
        if (value is not { } now || !double.IsFinite(now.Value) || Entry(point) is not { } entry)
        {
            return null;
        }

        var nearest = entry.Limits.Where(limit => Distance(limit, now.Value) is > 0 and var distance && distance <= Margin(entry, limit)).MinBy(limit => Distance(limit, now.Value));
        return nearest is null ? null : new SheetItem(
            new($"测点 {point.NameZh} {now.Value:0.###} {point.Unit}，接近限值 {nearest.Value:0.###}", $"point {point.NameEn} {now.Value:0.###} {point.Unit}, near its limit {nearest.Value:0.###}"),
            WarningTier.Blue, point.SiteId, $"point {point.PointId}, {nearest.Clause}");
    }

    private static double Distance(LimitEntry limit, double value) => limit.Kind == "high" ? limit.Value - value : value - limit.Value;

    private double Margin(PointEntry entry, LimitEntry limit) =>
        options.Prejudgement.NearLimit * (entry is { RangeLow: { } low, RangeHigh: { } high } && high > low ? high - low : Math.Abs(limit.Value));

    private static PointEntry? Entry(SitePoint point)
    {
        try
        {
            return JsonSerializer.Deserialize<PointEntry>(point.Body, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            // A table that cannot be read has no limits to compare with.
            return null;
        }
    }
}
