using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Pipeline.Faults;

/// <summary>The alarms of the gateway itself. It only keeps their states; the caller tells and stores each step. Thread-safe.</summary>
internal sealed class FaultBoard
{
    private static readonly LocalizedText s_seen = new("已有人知悉", "a person has seen it");

    private readonly Lock _gate = new();
    private readonly Dictionary<string, FaultAlarm> _alarms = GatewayFault.All.ToDictionary(f => f.AlarmId, f => new FaultAlarm(f), StringComparer.Ordinal);

    /// <summary>Alarms that are not in the normal state.</summary>
    public IReadOnlyList<AlarmRecord> Snapshot()
    {
        lock (_gate)
        {
            return [.. _alarms.Values.Select(a => a.Record).OfType<AlarmRecord>()];
        }
    }

    /// <summary>The gravest fault that holds now.</summary>
    public WarningTier Tier => Snapshot().Where(a => AlarmLifecycle.IsAbnormal(a.State)).Select(a => a.Tier).DefaultIfEmpty().Max();

    public bool Holds(GatewayFault fault)
    {
        lock (_gate)
        {
            return _alarms[fault.AlarmId].IsAbnormal;
        }
    }

    /// <summary>Takes up the states of an earlier run. Returns the records that are not the gateway's own.</summary>
    public IReadOnlyList<AlarmRecord> Restore(IEnumerable<AlarmRecord> records)
    {
        lock (_gate)
        {
            return [.. records.Where(r => !Take(r))];
        }
    }

    /// <summary>Null when the fault holds already.</summary>
    public FaultStep? Raise(GatewayFault fault, long now, LocalizedText text) => Step(fault, AlarmEvent.Raised, now, text);

    /// <summary>Null when the fault does not hold.</summary>
    public FaultStep? Clear(GatewayFault fault, long now, LocalizedText text) => Step(fault, AlarmEvent.ReturnedToNormal, now, text);

    /// <param name="steps">Filled with one step, or two where seeing the fault ends it.</param>
    public CommandResult Acknowledge(string alarmId, string actor, string reason, long now, List<FaultStep> steps)
    {
        lock (_gate)
        {
            if (!_alarms.TryGetValue(alarmId, out var alarm))
            {
                return CommandResult.Unknown;
            }

            var text = reason.Length == 0 ? s_seen : new LocalizedText($"{s_seen.Zh}：{reason}", $"{s_seen.En}: {reason}");
            if (alarm.Step(AlarmEvent.AcknowledgedByPerson, now, text, actor) is not { } seen)
            {
                return CommandResult.NotAllowed;
            }

            steps.Add(seen);
            if (alarm.EndsWithAcknowledgement && alarm.Step(AlarmEvent.ReturnedToNormal, now, text) is { } ended)
            {
                steps.Add(ended);
            }

            return CommandResult.Done;
        }
    }

    private FaultStep? Step(GatewayFault fault, AlarmEvent happened, long now, LocalizedText text)
    {
        lock (_gate)
        {
            return _alarms[fault.AlarmId].Step(happened, now, text);
        }
    }

    private bool Take(AlarmRecord record)
    {
        if (!_alarms.TryGetValue(record.AlarmId, out var alarm))
        {
            return false;
        }

        alarm.Restore(record);
        return true;
    }
}
