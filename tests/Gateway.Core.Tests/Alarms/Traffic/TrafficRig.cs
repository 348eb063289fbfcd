using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.State;
using Gateway.Core.Alarms.Traffic;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Alarms.Traffic;

/// <summary>Transitions and warnings made by hand, times in seconds after the start (2026-01-01 00:00 UTC, 08:00 at the site: a shift begins).</summary>
internal static class TrafficRig
{
    public const double Hour = 3600;

    public static AlarmTransition Transition(
        double at, AlarmEvent happened, AlarmState to, string alarm = "gas-1/red-high", WarningTier tier = WarningTier.Yellow,
        double value = double.NaN, double limit = double.NaN, double? since = null) => new()
        {
            Id = $"{alarm}@{at}/{happened}", AlarmId = alarm, Point = 0, PointId = alarm.Split('/')[0], Kind = ConditionKind.HighLimit, Tier = tier,
            Event = happened, From = AlarmState.Normal, To = to, EventTime = At(at), DecidedTime = At(at),
            Reason = new()
            {
                Kind = ConditionKind.HighLimit, Value = value, Limit = limit, Quality = Quality.Good, Since = At(since ?? at), Basis = Basis,
                Text = new("文", "text"),
            },
        };

    public static AlarmTransition Raised(double at, string alarm = "gas-1/red-high", WarningTier tier = WarningTier.Yellow, double limit = double.NaN) =>
        Transition(at, AlarmEvent.Raised, AlarmState.Unacknowledged, alarm, tier, limit: limit);

    public static AlarmTransition Returned(double at, string alarm = "gas-1/red-high", double value = double.NaN) =>
        Transition(at, AlarmEvent.ReturnedToNormal, AlarmState.ReturnedUnacknowledged, alarm, value: value);

    public static AlarmTraffic NewTraffic(AlarmTrafficOptions? options = null) => new(options ?? new(), Start);

    public static AlarmTraffic Feed(this AlarmTraffic traffic, params IEnumerable<AlarmTransition> transitions)
    {
        foreach (var transition in transitions)
        {
            traffic.Add(transition);
        }

        return traffic;
    }

    public static AlarmTraffic Restarted(this AlarmTraffic traffic, AlarmTrafficOptions? options = null)
    {
        var writer = new StateWriter();
        traffic.Save(writer);
        var reader = new StateReader(writer.Written);
        var loaded = NewTraffic(options);
        loaded.Load(ref reader);
        reader.IsEmpty.ShouldBeTrue();
        return loaded;
    }

    /// <summary>Figures as text, so that lists compare by what they hold.</summary>
    public static string Story(this AlarmTraffic traffic, double now) =>
        string.Join('\n', traffic.Figures(At(now)).Select(f => System.Text.Json.JsonSerializer.Serialize(f)));

    public static WarningEvent Warning(double at, WarningTier from, WarningTier to, int point = 0, string zone = "") => new()
    {
        Id = $"gas-{point}@{at}/{to}", Point = Point(point) with { Zone = zone }, From = from, To = to, EventTime = At(at), ReceivedTime = At(at),
        DecidedTime = At(at), Cause = Raised(at),
    };
}
