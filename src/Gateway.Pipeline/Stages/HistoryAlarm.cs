using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Pipeline.Stages;

/// <summary>The gateway's own alarm "history missing", yellow. Clears by itself, without acknowledgement, when the log stores again.</summary>
internal sealed class HistoryAlarm
{
    private static readonly Point s_point = new()
    {
        Index = -1, Id = "gateway.history", Name = new("网关历史数据", "gateway history"), Device = "gateway",
    };

    private static readonly RuleBasis s_basis = new("gateway.history/missing", "1", "", "built in");

    private AlarmState _state;
    private long _changed;

    /// <summary>Takes one step of the life cycle; null when it means nothing now.</summary>
    public (AlarmTransition Transition, WarningEvent Warning)? Step(AlarmEvent happened, long now, string reason)
    {
        if (AlarmLifecycle.Next(_state, happened, latch: false) is not { } next)
        {
            return null;
        }

        var from = _state;
        (_state, _changed) = (next, Math.Max(now, _changed + 1));
        var transition = new AlarmTransition
        {
            Id = $"{s_basis.Rule}@{_changed}/{happened}", AlarmId = s_basis.Rule, Point = s_point.Index, PointId = s_point.Id,
            Kind = ConditionKind.System, Tier = WarningTier.Yellow, Event = happened, From = from, To = next,
            EventTime = _changed, DecidedTime = now, Reason = Reason(happened, reason),
        };
        return (transition, Warn(transition, happened == AlarmEvent.Raised, now));
    }

    private WarningEvent Warn(AlarmTransition cause, bool raised, long now)
    {
        var to = raised ? WarningTier.Yellow : WarningTier.None;
        return new WarningEvent
        {
            Id = $"{s_point.Id}@{_changed}/{to}", Point = s_point, From = raised ? WarningTier.None : WarningTier.Yellow, To = to,
            EventTime = _changed, ReceivedTime = now, DecidedTime = now, Cause = cause,
        };
    }

    private AlarmReason Reason(AlarmEvent happened, string reason) => new()
    {
        Kind = ConditionKind.System, Value = double.NaN, Quality = Quality.Good, Since = _changed, Basis = s_basis,
        Text = happened == AlarmEvent.Raised
            ? new($"历史数据无法保存，预警照常发出（{reason}）", $"history cannot be stored; warnings still go out ({reason})")
            : new("历史数据恢复保存，缺失部分已记录", "history is stored again; what is missing has been recorded"),
    };
}
