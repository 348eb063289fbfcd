using Gateway.Core.Conditions;
using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms;

/// <summary>The present state of one alarm, as kept in the journal and restored at start.</summary>
/// <param name="RaisedTime">Event time of the last raise, UTC ticks; 0 when it never was.</param>
/// <param name="ChangedTime">Event time of the last change of state, UTC ticks.</param>
public sealed record AlarmRecord(
    string AlarmId, string PointId, ConditionKind Kind, WarningTier Tier, AlarmState State, long RaisedTime, long ChangedTime);
