using Gateway.Core.Alarms;
using Gateway.Core.Alarms.Silencing;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Slopes;
using Gateway.Core.Warnings;
using Gateway.Edge.Composition;
using Gateway.Pipeline.Faults;

namespace Gateway.Edge.Api;

/// <summary>How grave it is at the site now, place by place, and why. Thread-safe.</summary>
public sealed class SiteStanding(EdgeRuntime runtime, TimeProvider time)
{
    // Quantity kind of a head count (seeds/quantities.json).
    private const string People = "people";

    public async Task<SiteStandingView> NowAsync(CancellationToken cancellation)
    {
        var alarms = await runtime.Pipeline.GetAlarmsAsync(cancellation);
        var standing = alarms.Where(alarm => alarm.Veils == Veils.None && alarm.State.IsStanding()).Select(Standing).ToList();
        var byId = standing.ToDictionary(alarm => alarm.AlarmId, alarm => alarm.Point.Id);
        var places = PlaceTiers.Of(standing);
        var risk = SiteRisk.Of(Input(places, alarms, await ForecastsAsync(cancellation)));
        return new SiteStandingView(
            runtime.Options.Site.Id, places.FirstOrDefault(place => place.Kind == PlaceKind.Site)?.Tier ?? WarningTier.None,
            [.. places.Select(place => new PlaceView(
                place.Kind, place.Id, place.Tier, place.Highest, [.. place.Causes], [.. place.Causes.Select(cause => byId[cause]).Distinct()], place.Why))],
            new RiskView(risk.Index, [.. risk.Parts.Select(part => new RiskPartView(part.Kind, part.Share, part.Text))]));
    }

    /// <summary>The newest assessment of a slope point; null when no rule watches its motion.</summary>
    public async Task<SlopeView?> SlopeAsync(string point, CancellationToken cancellation)
    {
        var rule = runtime.Options.Compiled.Of(point).OfType<SlopeMotion>().MaxBy(motion => motion.Tier);
        return rule is null
            ? null
            : await runtime.Pipeline.AskAsync(
                evaluator => evaluator.Inspect($"{point}/{rule.Id}", out _, out var memory)
                    ? SlopeWriter.Write(point, $"{point}/{rule.Id}", SlopeMotion.AssessmentOf(memory))
                    : null,
                cancellation);
    }

    private StandingAlarm Standing(AlarmRecord alarm)
    {
        var point = runtime.Points.Find(alarm.PointId) ?? GatewayFault.All.FirstOrDefault(fault => fault.AlarmId == alarm.AlarmId)?.Point
            ?? new Point { Index = -1, Id = alarm.PointId, Name = new(alarm.PointId, alarm.PointId) };
        var condition = runtime.Options.Compiled.Of(alarm.PointId).FirstOrDefault(item => alarm.AlarmId == $"{alarm.PointId}/{item.Id}");
        return new StandingAlarm(alarm.AlarmId, point, alarm.Kind, alarm.Tier, condition?.AllowsHighTier == true);
    }

    private SiteRiskInput Input(IReadOnlyList<PlaceTier> places, IReadOnlyList<AlarmRecord> alarms, List<RiskForecast> forecasts)
    {
        var points = runtime.Points.All.Where(point => !point.IsDerived).ToList();
        var values = points.Select(point => (Point: point, Value: runtime.Pipeline.Board.Read(point.Index))).ToList();
        return new SiteRiskInput
        {
            Tiers = places.Where(place => place.Kind == PlaceKind.Point).Aggregate(default(TierCounts), (counts, place) => counts.With(place.Tier)),
            Points = points.Count,
            Lost = values.Count(item => item.Value.ReceivedTime == 0 || item.Value.Quality.IsBad()),
            Silenced = alarms.Where(alarm => alarm.Veils != Veils.None).Select(alarm => alarm.PointId).Distinct().Count(),
            Overdue = alarms.Where(alarm => alarm.Kind == ConditionKind.Overdue && alarm.State.IsStanding()).Select(alarm => alarm.PointId).Distinct().Count(),
            People = (int)Math.Clamp(
                values.Where(item => item.Point.Quantity == People && item.Value.Value > 0 && !item.Value.Quality.IsBad()).Sum(item => item.Value.Value), 0, 1_000_000),
            Forecasts = [.. forecasts],
        };
    }

    private async Task<List<RiskForecast>> ForecastsAsync(CancellationToken cancellation)
    {
        var rules = runtime.Options.Compiled.ByPoint
            .Select(pair => (Point: pair.Key, Rule: pair.Value.OfType<SlopeMotion>().MaxBy(motion => motion.Tier)))
            .Where(item => item.Rule is not null).Select(item => (item.Point, Alarm: $"{item.Point}/{item.Rule!.Id}")).ToList();
        var now = time.GetUtcNow().UtcTicks;
        return rules.Count == 0 ? [] : await runtime.Pipeline.AskAsync(
            evaluator => rules
                .Select(item => evaluator.Inspect(item.Alarm, out _, out var memory) ? Forecast(item.Point, SlopeMotion.AssessmentOf(memory), now) : null)
                .OfType<RiskForecast>().ToList(),
            cancellation);
    }

    // The fit says how far the forecast is to be trusted.
    private static RiskForecast? Forecast(string point, in SlopeAssessment assessment, long now)
    {
        if (!assessment.HasForecast)
        {
            return null;
        }

        var early = double.IsFinite(assessment.Forecast.Early) ? Math.Min(assessment.Forecast.Early, assessment.Forecast.Late) : assessment.Forecast.Late;
        var left = TimeSpan.FromTicks(Math.Max(0, assessment.TimeOf(early) - now));
        return new RiskForecast(point, left, double.IsFinite(assessment.Forecast.R2) ? assessment.Forecast.R2 : 0);
    }
}
