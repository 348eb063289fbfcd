using Gateway.Core.Alarms;
using Gateway.Core.Alarms.Silencing;
using Gateway.Core.Warnings;
using Gateway.Edge.Composition;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log;

namespace Gateway.Edge.Api;

/// <summary>The alarms of the site as people see and handle them. Thread-safe.</summary>
public sealed class AlarmBook(EdgeRuntime runtime)
{
    /// <summary>Every alarm that is not normal, gravest first.</summary>
    public async Task<IReadOnlyList<AlarmView>> AlarmsAsync(CancellationToken cancellation)
    {
        var alarms = await runtime.Pipeline.GetAlarmsAsync(cancellation);
        var causes = Causes([.. alarms.Where(alarm => (alarm.Underlying ?? alarm.State) != AlarmState.Normal)]);
        return
        [
            .. alarms.OrderByDescending(alarm => alarm.Tier).ThenBy(alarm => alarm.AlarmId, StringComparer.Ordinal)
                .Select(alarm => AlarmWriter.Write(alarm, causes.GetValueOrDefault(alarm.AlarmId), runtime.Limits.Find(alarm.AlarmId))),
        ];
    }

    public async Task<AlarmSummaryView> SummaryAsync(CancellationToken cancellation)
    {
        var alarms = await runtime.Pipeline.GetAlarmsAsync(cancellation);
        var standing = alarms.Where(alarm => alarm.Veils == Veils.None && alarm.State.IsStanding()).Aggregate(default(TierCounts), (counts, alarm) => counts.With(alarm.Tier));
        int Of(AlarmState state) => alarms.Count(alarm => alarm.State == state);
        return new AlarmSummaryView(
            standing, alarms.GroupBy(alarm => alarm.State).OrderBy(group => group.Key).ToDictionary(group => AlarmWriter.Name(group.Key.ToString()), group => group.Count()),
            Of(AlarmState.Unacknowledged) + Of(AlarmState.LatchedUnacknowledged) + Of(AlarmState.ReturnedUnacknowledged), Of(AlarmState.Shelved), Of(AlarmState.SuppressedByDesign),
            Of(AlarmState.OutOfService), runtime.Limits.Changes.Count, runtime.Traffic.IsFlood);
    }

    public Task<CommandResult> CommandAsync(AlarmCommand command, CancellationToken cancellation) => runtime.Pipeline.CommandAsync(command, cancellation);

    /// <summary>
    /// Does the same to every alarm of some points, the gravest first: what the policy refuses, it refuses there, before anything was done.
    /// </summary>
    /// <returns>The refusal; or what was done, and what was so already.</returns>
    public async Task<(CommandResult Result, IReadOnlyList<string> Done, IReadOnlyList<string> Unchanged)> MaintainAsync(
        IEnumerable<string> points, Func<string, AlarmCommand> command, CancellationToken cancellation)
    {
        var conditions = points.SelectMany(point => runtime.Options.Compiled.Of(point).Select(condition => (Id: $"{point}/{condition.Id}", condition.Tier)));
        List<string> done = [], unchanged = [];
        foreach (var (id, _) in conditions.OrderByDescending(item => item.Tier).ToList())
        {
            switch (await runtime.Pipeline.CommandAsync(command(id), cancellation))
            {
                case CommandResult.Done:
                    done.Add(id);
                    break;
                case CommandResult.NotAllowed or CommandResult.Unknown:
                    unchanged.Add(id);
                    break;
                case var refused when done.Count == 0:
                    return (refused, [], []);
                default:
                    unchanged.Add(id);
                    break;
            }
        }

        return (done.Count > 0 ? CommandResult.Done : CommandResult.NotAllowed, done, unchanged);
    }

    /// <summary>Points of a device, and the device itself where rules hang on it; null when there is none of that id.</summary>
    public IReadOnlyList<string>? PointsOfDevice(string id) =>
        Known([.. runtime.Points.All.Where(point => point.Device == id || point.Id == $"device.{id}").Select(point => point.Id)]);

    /// <summary>The same of a zone.</summary>
    public IReadOnlyList<string>? PointsOfZone(string id) =>
        Known([.. runtime.Points.All.Where(point => point.Zone == id || point.Id == $"zone.{id}").Select(point => point.Id)]);

    /// <exception cref="DurableLogException">The log cannot be read now.</exception>
    public IReadOnlyList<OccurrenceView> Occurrences(OccurrenceQuery query) => [.. runtime.Log.FindOccurrences(query).Select(AlarmWriter.Write)];

    /// <summary>Null when there is none.</summary>
    /// <exception cref="DurableLogException">The log cannot be read now.</exception>
    public OccurrenceView? Occurrence(string alarmId, long began) => runtime.Log.FindOccurrence(alarmId, began) is { } found ? AlarmWriter.Write(found) : null;

    private static IReadOnlyList<string>? Known(IReadOnlyList<string> points) => points.Count == 0 ? null : points;

    // The raise explains an alarm, also after somebody has acknowledged it. What is not committed yet is among the newest warnings.
    private Dictionary<string, AlarmTransition> Causes(IReadOnlyList<AlarmRecord> alarms)
    {
        var causes = new Dictionary<string, AlarmTransition>(StringComparer.Ordinal);
        var wanted = alarms.Select(alarm => alarm.AlarmId).ToHashSet(StringComparer.Ordinal);
        foreach (var cause in runtime.Recent.Newest(int.MaxValue).Select(warning => warning.Cause).Where(cause => wanted.Contains(cause.AlarmId)))
        {
            causes.TryAdd(cause.AlarmId, cause);
        }

        try
        {
            foreach (var occurrence in runtime.Log.FindOccurrences(alarms.Select(alarm => (alarm.AlarmId, alarm.Occurrence > 0 ? alarm.Occurrence : alarm.RaisedTime))))
            {
                causes[occurrence.AlarmId] = occurrence.Transitions.LastOrDefault(t => t.Event == AlarmEvent.Raised) ?? occurrence.Transitions[^1];
            }
        }
        catch (DurableLogException)
        {
            // People see their alarms also when the log cannot be read.
        }

        return causes;
    }
}
