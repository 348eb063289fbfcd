using Gateway.Core.Alarms;

namespace Gateway.Contracts.V1.Link;

/// <summary>From the domain's transition to the wire.</summary>
public static class TransitionMessageFactory
{
    public static TransitionMessage Create(AlarmTransition transition) => new()
    {
        Id = transition.Id, Alarm = transition.AlarmId, Point = transition.PointId, Kind = Camel(transition.Kind), Tier = Camel(transition.Tier),
        Event = Camel(transition.Event), From = Camel(transition.From), To = Camel(transition.To), EventTime = Utc(transition.EventTime),
        DecidedTime = Utc(transition.DecidedTime), Reason = new WarningText(transition.Reason.Text.Zh, transition.Reason.Text.En),
        Occurrence = transition.Occurrence > 0 ? $"{transition.AlarmId}@{transition.Occurrence}" : null,
        Actor = transition.Actor, Approver = transition.Approver, Note = transition.Note,
        Until = transition.Until is { } until ? Utc(until) : null,
        IsAbnormal = transition.IsAbnormal, IsFromLateData = !transition.Event.IsLive(),
    };

    private static DateTimeOffset Utc(long ticks) => new(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);

    private static string Camel<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
