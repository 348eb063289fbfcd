using Gateway.Core.Alarms;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Api;

/// <summary>What the API shows of the running gateway, and the few things a person may do through it. Thread-safe.</summary>
public interface ISiteView
{
    IReadOnlyList<PointView> Points();

    PointView? Point(string id);

    /// <summary>Every alarm that is not normal, gravest first.</summary>
    Task<IReadOnlyList<AlarmView>> AlarmsAsync(CancellationToken cancellation);

    Task<CommandResult> AcknowledgeAsync(string alarmId, string actor, string reason, CancellationToken cancellation);

    Task<CommandResult> ResetAsync(string alarmId, string actor, string reason, CancellationToken cancellation);

    /// <summary>The newest warnings, newest first.</summary>
    IReadOnlyList<WarningView> Warnings(int limit);

    /// <summary>The stores that answer queries; the first is the default.</summary>
    IReadOnlyList<IHistoryStore> Histories { get; }

    /// <summary>Stops the sound; the alarms stand. Null when there is no such sounder, false when its device did not confirm.</summary>
    Task<bool?> SilenceAsync(string sounder, string actor, string reason, CancellationToken cancellation);

    HealthView Health();

    /// <summary>Null when there is no such device.</summary>
    TraceView? Trace(string device);

    IReadOnlyList<SetAsideView> SetAside();

    Task<ReloadView> ReloadAsync(CancellationToken cancellation);
}
