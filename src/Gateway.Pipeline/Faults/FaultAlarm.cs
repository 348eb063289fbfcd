using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Pipeline.Faults;

/// <summary>The alarm of one fault of the gateway, never latched. The owner serialises.</summary>
internal sealed class FaultAlarm(GatewayFault fault)
{
    private AlarmState _state;
    private long _raised;
    private long _changed;

    public bool EndsWithAcknowledgement => fault.EndsWithAcknowledgement;

    public bool IsAbnormal => AlarmLifecycle.IsAbnormal(_state);

    /// <summary>Null while the alarm is in the normal state.</summary>
    public AlarmRecord? Record => _state == AlarmState.Normal
        ? null
        : new AlarmRecord(fault.AlarmId, fault.Point.Id, ConditionKind.System, fault.Tier, _state, _raised, _changed);

    public void Restore(AlarmRecord record) => (_state, _raised, _changed) = (record.State, record.RaisedTime, record.ChangedTime);

    /// <summary>Takes one step of the life cycle; null when it means nothing now.</summary>
    public FaultStep? Step(AlarmEvent happened, long now, LocalizedText text, string? actor = null)
    {
        if (AlarmLifecycle.Next(_state, happened, latch: false) is not { } next)
        {
            return null;
        }

        var from = _state;
        (_state, _changed) = (next, Math.Max(now, _changed + 1));
        _raised = happened == AlarmEvent.Raised ? _changed : _raised;
        var transition = new AlarmTransition
        {
            Id = $"{fault.AlarmId}@{_changed}/{happened}", AlarmId = fault.AlarmId, Point = fault.Point.Index, PointId = fault.Point.Id,
            Kind = ConditionKind.System, Tier = fault.Tier, Event = happened, From = from, To = next,
            EventTime = _changed, DecidedTime = now, Actor = actor, Reason = Reason(text),
        };
        return new FaultStep(transition, AlarmLifecycle.IsAbnormal(from) == IsAbnormal ? null : Warn(transition, now));
    }

    private WarningEvent Warn(AlarmTransition cause, long now)
    {
        var (from, to) = IsAbnormal ? (WarningTier.None, fault.Tier) : (fault.Tier, WarningTier.None);
        return new WarningEvent
        {
            Id = $"{fault.Point.Id}@{_changed}/{to}", Point = fault.Point, From = from, To = to,
            EventTime = _changed, ReceivedTime = now, DecidedTime = now, Cause = cause,
        };
    }

    private AlarmReason Reason(LocalizedText text) => new()
    {
        Kind = ConditionKind.System, Value = double.NaN, Quality = Quality.Good, Since = _changed, Basis = fault.Basis, Text = text,
    };
}
