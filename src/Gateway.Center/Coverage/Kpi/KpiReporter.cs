using System.Globalization;
using Gateway.Center.Access;
using Gateway.Center.Configuration;
using Gateway.Center.Coverage.Reports;
using Gateway.Center.Data;
using Gateway.Center.Sites;
using Gateway.Center.Warnings.Intake;
using Gateway.Core.Alarms;
using Gateway.Core.Alarms.Traffic;
using Gateway.Core.Measurements;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Coverage.Kpi;

/// <summary>Puts the KPI page together. Thread-safe.</summary>
internal sealed class KpiReporter(CenterOptions options)
{
    private const int LeadDays = 7;
    private const double GoodPerHour = 6;
    private const double MostPerHour = 12;
    private static readonly AlarmState[] s_standing = [AlarmState.Unacknowledged, AlarmState.Acknowledged, AlarmState.LatchedUnacknowledged, AlarmState.LatchedAcknowledged];
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.County.TimeZone);

    /// <summary>Null when the unit is not in sight.</summary>
    public async Task<KpiView?> OfAsync(CenterDb db, CurrentUser user, string? unit, ReportPeriod asked, CancellationToken cancellation)
    {
        if (await ReportScope.OfAsync(db, user, unit, cancellation) is not { } scope)
        {
            return null;
        }

        var ids = scope.Sites.Select(site => site.Id).ToHashSet(StringComparer.Ordinal);
        var counting = AlarmLoad.Options(_zone.GetUtcOffset(asked.From));
        var period = asked with { From = new DateTimeOffset(counting.Calendar.ShiftAt(asked.From.UtcTicks).From, TimeSpan.Zero) };
        var lead = period.From.AddDays(-LeadDays);
        var (transitions, isCut) = await TransitionReader.OfAsync(db, ids, lead, period.To, cancellation);
        var older = await OlderAsync(db, ids, lead, cancellation);
        var loads = transitions.GroupBy(row => row.Site, StringComparer.Ordinal)
            .ToDictionary(site => site.Key, site => AlarmLoad.Of(site.Select(row => (row.Transition.AlarmId, row.Transition)), counting, lead, period.From, period.To), StringComparer.Ordinal);
        var county = AlarmLoad.Of(transitions.Select(row => ($"{row.Site}/{row.Transition.AlarmId}", row.Transition)), counting, lead, period.From, period.To);
        var response = await ResponseTimes.ReadAsync(db, ids, period, cancellation);
        var whole = county.Whole with { StandingCount = county.Whole.StandingCount + older.Values.Sum() };
        return new(
            period.From, period.To, FiguresOf(whole, period, scope.Sites.Any(site => site.ConnectedSince is not null) || transitions.Count > 0),
            [.. scope.Sites.Select(site => SiteOf(site, loads.GetValueOrDefault(site.Id), older.GetValueOrDefault(site.Id), period))],
            await TopAsync(db, transitions, period, cancellation), response.ByTier(period),
            [.. county.Shifts.Select(shift => new ShiftKpi(Time(shift.Shift.Start), Time(shift.Until), shift.Announced, shift.PeakPer10Minutes, shift.Floods, shift.PercentInFlood))],
            response.Trend(period), isCut);
    }

    /// <summary>Alarms that stand and did not move since before the lead: no transition tells of them.</summary>
    private static async Task<Dictionary<string, int>> OlderAsync(CenterDb db, HashSet<string> sites, DateTimeOffset before, CancellationToken cancellation) =>
        (await db.Set<SiteAlarm>().AsNoTracking().Where(alarm => s_standing.Contains(alarm.State) && alarm.Since < before).GroupBy(alarm => alarm.SiteId)
            .Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellation))
        .Where(site => sites.Contains(site.Key)).ToDictionary(site => site.Key, site => site.Count, StringComparer.Ordinal);

    private static IReadOnlyList<KpiFigure> FiguresOf(ShiftFigures whole, ReportPeriod period, bool isKnown) =>
    [
        FigureOf("perOperatorHour", new("每岗每小时报警数", "alarms per operator hour"), whole.Announced / Hours(period), GoodPerHour, MostPerHour, "EEMUA 191 / ISA-18.2", isKnown),
        .. whole.Compared.Select(figure => FigureOf(figure.Id, figure.Name, figure.Value, figure.Acceptable, figure.Maximum, figure.Source, isKnown)),
    ];

    private static KpiFigure FigureOf(string id, LocalizedText name, double value, double good, double most, string source, bool isKnown) => new(
        id, name, isKnown ? value : null, id.EndsWith("Percent", StringComparison.Ordinal) || id.StartsWith("percent", StringComparison.Ordinal) ? "%" : "",
        $"≤ {Text(good)}{(good < most ? $" / {Text(most)}" : "")} ({source})",
        !isKnown ? "unknown" : value <= good ? "good" : value <= most ? "attention" : "bad");

    private static SiteKpi SiteOf(Site site, AlarmLoad? load, int older, ReportPeriod period) => load is null
        ? new(site.Id, ReportScope.NameOf(site), 0, site.ConnectedSince is null ? null : 0, 0, 0, older, 0)
        : new(
            site.Id, ReportScope.NameOf(site), load.Whole.Announced, load.Whole.Announced / Hours(period), load.Whole.Floods, load.Whole.ChatteringCount,
            load.Whole.StandingCount + older, load.Whole.PercentInFlood);

    private static async Task<IReadOnlyList<TopPoint>> TopAsync(CenterDb db, IReadOnlyList<SiteTransition> transitions, ReportPeriod period, CancellationToken cancellation)
    {
        const int count = 10;
        var announced = transitions.Where(row => row.Transition.To == AlarmState.Unacknowledged && row.Transition.DecidedTime >= period.From.UtcTicks).ToList();
        var top = announced.GroupBy(row => (row.Site, row.Transition.PointId)).Select(group => (group.Key.Site, group.Key.PointId, Times: group.Count()))
            .OrderByDescending(point => point.Times).ThenBy(point => point.Site, StringComparer.Ordinal).ThenBy(point => point.PointId, StringComparer.Ordinal).Take(count).ToList();
        var (sites, points) = (top.Select(point => point.Site).ToList(), top.Select(point => point.PointId).ToList());
        var names = (await db.Set<SitePoint>().AsNoTracking().Where(point => sites.Contains(point.SiteId) && points.Contains(point.PointId)).ToListAsync(cancellation))
            .GroupBy(point => (point.SiteId, point.PointId)).ToDictionary(group => group.Key, group => new LocalizedText(group.First().NameZh, group.First().NameEn));
        return [.. top.Select(point => new TopPoint(
            point.Site, point.PointId, names.GetValueOrDefault((point.Site, point.PointId)) ?? new(point.PointId, point.PointId), point.Times, (double)point.Times / announced.Count))];
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static double Hours(ReportPeriod period) => (period.To - period.From).TotalHours;

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
