using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Api;

/// <summary>What the API shows of the running gateway, and the few things a person may do through it. Thread-safe.</summary>
public interface ISiteView
{
    IReadOnlyList<PointView> Points();

    PointView? Point(string id);

    /// <summary>The newest warnings, newest first.</summary>
    IReadOnlyList<WarningView> Warnings(int limit);

    /// <summary>The stores that answer queries; the first is the default.</summary>
    IReadOnlyList<IHistoryStore> Histories { get; }

    /// <summary>Stops the sound; the alarms stand. Null when there is no such sounder, false when its device did not confirm.</summary>
    Task<bool?> SilenceAsync(string sounder, string actor, string reason, CancellationToken cancellation);

    Task<HealthView> HealthAsync(CancellationToken cancellation);

    /// <summary>Null when there is no such device.</summary>
    TraceView? Trace(string device);

    IReadOnlyList<SetAsideView> SetAside();

    Task<ReloadView> ReloadAsync(CancellationToken cancellation);
}
