using System.Globalization;
using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Edge.Ledger;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Api;

/// <summary>An alarm that data which came late show, and that nobody was told at the time. It says nothing of now.</summary>
/// <param name="From">When it would have alarmed, by the source's time.</param>
/// <param name="Until">When it would have returned; null when the data that are here end before.</param>
/// <param name="Entered">When the gateway found out.</param>
public sealed record LateAlarmView(
    string AlarmId, string PointId, string Kind, WarningTier Tier, DateTimeOffset From, DateTimeOffset? Until, DateTimeOffset Entered,
    double? Value, double? Limit, string Rule, LocalizedText Reason, LocalizedText? Advice);

/// <summary><c>GET /api/v1/alarms/late?from&amp;to</c>: what the event-time ledger says that the live run did not.</summary>
internal static class LateAlarmsEndpoint
{
    private const int Most = 1000;
    private static readonly TimeSpan s_default = TimeSpan.FromDays(1);

    /// <param name="transitionsSince">Transitions of the log committed at or after a time, UTC ticks.</param>
    public static void Map(IEndpointRouteBuilder routes, Func<long, IReadOnlyList<AlarmTransition>> transitionsSince, TimeProvider time) => routes
        .MapGet("/api/v1/alarms/late", (string? from, string? to) => Late(transitionsSince, from, to, time.GetUtcNow()))
        .Produces<IReadOnlyList<LateAlarmView>>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status502BadGateway)
        .WithSummary($"What late data show that was not told at the time, by event time: ?from&to; the newest {Most} at most, without them the last day");

    private static IResult Late(Func<long, IReadOnlyList<AlarmTransition>> transitionsSince, string? from, string? to, DateTimeOffset now)
    {
        if (!TryTime(to, now, out var end))
        {
            return ApiProblems.Bad("to", to, new LocalizedText("ISO 8601 时间，如 2026-01-31T08:00:00Z", "an ISO 8601 time such as 2026-01-31T08:00:00Z"));
        }

        if (!TryTime(from, end - s_default, out var start) || start >= end)
        {
            return ApiProblems.Bad("from", from, new LocalizedText("早于 to 的 ISO 8601 时间", "an ISO 8601 time before 'to'"));
        }

        try
        {
            // What happened then was entered then or later.
            return Results.Ok<IReadOnlyList<LateAlarmView>>([.. EnteredAlarm.Of(transitionsSince(start.UtcTicks))
                .Where(alarm => alarm.From < end.UtcTicks && (alarm.Until ?? alarm.From) >= start.UtcTicks).TakeLast(Most).Select(View)]);
        }
        catch (DurableLogException error)
        {
            return ApiProblems.StoreFailed("log", error.Message);
        }
    }

    private static bool TryTime(string? text, DateTimeOffset otherwise, out DateTimeOffset time)
    {
        time = otherwise;
        return string.IsNullOrEmpty(text) || DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
    }

    private static LateAlarmView View(EnteredAlarm alarm)
    {
        var reason = alarm.Raised.Reason;
        return new LateAlarmView(
            alarm.Raised.AlarmId, alarm.Raised.PointId, System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(alarm.Raised.Kind.ToString()), alarm.Raised.Tier,
            Time(alarm.From), alarm.Until is { } until ? Time(until) : null, Time(alarm.Entered), Finite(reason.Value), Finite(reason.Limit), reason.Basis.Rule,
            reason.Text, reason.Advice);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
