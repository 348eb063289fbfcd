using Gateway.Faults.Judging;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log;
using Gateway.Testing.Storage;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Faults.Disk.Work;

/// <summary>
/// The real durable log in a folder, worked with as the gateway does, and everything held against it that must be true of it at any time: sequences rise, none
/// is given out twice, a cursor never lies beyond what its reader was given. One thread.
/// </summary>
internal sealed class LogUnderTest : IAsyncDisposable
{
    private const int Portion = 4_096;

    private readonly Obligations _oracle;
    private readonly Dictionary<long, string> _ofSequence = [];
    private readonly Dictionary<string, long> _given = new(StringComparer.Ordinal);
    private readonly IPointDirectory _points;
    private readonly SqliteLogOptions _options;
    private readonly List<DateTimeOffset> _alarms = [];
    private readonly string? _plant;
    private readonly Dictionary<string, IReadOnlyList<LogEntry>> _late = new(StringComparer.Ordinal);
    private List<(Action Append, Action Acknowledge)> _queued = [];

    public LogUnderTest(string folder, Obligations oracle, SqliteLogOptions options, Random random, string? plant = null, int points = 20)
    {
        (_oracle, _options, _plant) = (oracle, options, plant);
        Path = System.IO.Path.Combine(folder, "log.db");
        _points = new NumberedPoints(points);
        Clock = new SteppedTimeProvider(Time);
        Samples = new SampleFactory(oracle, Clock, random, points);
        foreach (var reader in Readers)
        {
            oracle.Reader(reader, mayRepeat: true);
        }
    }

    public static IReadOnlyList<string> Readers { get; } = ["uplink", "influx"];

    public string Path { get; }

    public ManualTimeProvider Time { get; } = new();

    /// <summary>The wall clock of the box: <see cref="Time"/>, and whatever it was set to.</summary>
    public SteppedTimeProvider Clock { get; }

    /// <summary>How often a batch carries an alarm, 0 to 1.</summary>
    public double AlarmChance { get; init; } = 0.2;

    public SampleFactory Samples { get; }

    public SqliteDurableLog Log { get; private set; } = null!;

    /// <summary>Highest sequence that anybody was ever shown.</summary>
    public long Highest { get; private set; }

    /// <summary>Gap records the readers were given.</summary>
    public List<GapRecord> Gaps { get; } = [];

    /// <summary>Something was acknowledged at some time.</summary>
    public bool HasAcknowledged { get; private set; }

    /// <summary>The log has told of a loss that covers what was acknowledged and did not come: no loss to the judge.</summary>
    public void TellMissing() => Samples.AllAcknowledged.ForEach(_oracle.ToldMissing);

    public void Open()
    {
        Log = new SqliteDurableLog(Path, _options, _points, Clock, NullLogger<SqliteDurableLog>.Instance);
        _queued = [];
        _late.Clear();
        foreach (var reader in Readers)
        {
            _oracle.Rewound(reader);
            if (Log.GetCursor(reader) > _given.GetValueOrDefault(reader))
            {
                _oracle.Complain($"the cursor of {reader} stands at {Log.GetCursor(reader)}, but it was only given up to {_given.GetValueOrDefault(reader)}");
            }
        }
    }

    /// <exception cref="DurableLogException">Nothing was stored.</exception>
    public void Append(int batches, int readings)
    {
        var group = Samples.Batches(batches, readings, AlarmChance);
        Do(() => Log.Append(group), () => Samples.Acknowledged(group));
    }

    /// <exception cref="DurableLogException">Nothing was stored.</exception>
    public void AppendAlarm()
    {
        var group = Samples.Batches(1, 1, alarmChance: 1);
        _alarms.Add(Clock.GetUtcNow());
        Do(() => Log.Append(group), () => Samples.Acknowledged(group));
    }

    /// <summary>The reading was appended within the window of an alarm of <see cref="AppendAlarm"/>.</summary>
    public bool LiesAroundAlarm(string id) => _alarms.Exists(at => (_oracle.TimeOf(id) - at).Duration() <= _options.AlarmWindow + TimeSpan.FromSeconds(1));

    /// <exception cref="DurableLogException">Nothing was stored.</exception>
    public void AppendEvent()
    {
        var (id, logEvent) = Samples.SystemEvent();
        Do(() => Log.AppendEvent(logEvent), () => Samples.Acknowledged(id, logEvent));
    }

    /// <summary>A reader takes a portion and moves its cursor; false when there was nothing.</summary>
    /// <exception cref="DurableLogException">The file cannot be read, or the cursor cannot be moved, now.</exception>
    public bool Read(string reader)
    {
        var entries = Log.ReadAfter(Log.GetCursor(reader), Portion);
        if (entries.Count == 0 && !_late.ContainsKey(reader))
        {
            return false;
        }

        if (_plant == Plants.CursorFirst)
        {
            // Given to the reader only when it comes for more.
            entries = Postpone(reader, entries);
        }

        foreach (var entry in entries)
        {
            Give(reader, entry);
        }

        if (_plant != Plants.CursorFirst)
        {
            Log.SetCursor(reader, entries[^1].Sequence);
        }

        return true;
    }

    /// <summary>Everything the log has, for every reader.</summary>
    public void ReadToTheEnd()
    {
        foreach (var reader in Readers)
        {
            while (Read(reader))
            {
                // The next portion.
            }
        }
    }

    /// <summary>A new event goes all the way: the last proof that all works again.</summary>
    public void PassFresh()
    {
        var (id, logEvent) = Samples.SystemEvent();
        Log.AppendEvent(logEvent);
        Samples.Acknowledged(id, logEvent);
        ReadToTheEnd();
        if (Readers.All(reader => Log.GetCursor(reader) == Log.LastSequence))
        {
            _oracle.FreshEventPassed();
        }
    }

    public ValueTask DisposeAsync() => Log?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void Do(Action append, Action acknowledge)
    {
        if (_plant == Plants.AckBeforeCommit)
        {
            // Write-behind: what is acknowledged is committed with the next but one.
            acknowledge();
            _queued.Add((append, acknowledge));
            if (_queued.Count > 2)
            {
                _queued[0].Append();
                _queued.RemoveAt(0);
            }

            return;
        }

        var before = Log.LastSequence;
        append();
        acknowledge();
        HasAcknowledged = true;
        if (before != 0 && Log.LastSequence <= before)
        {
            _oracle.Complain($"an append left the last sequence at {Log.LastSequence} (before: {before})");
        }
    }

    private IReadOnlyList<LogEntry> Postpone(string reader, IReadOnlyList<LogEntry> entries)
    {
        _late.Remove(reader, out var late);
        if (entries.Count > 0)
        {
            Log.SetCursor(reader, entries[^1].Sequence);
            _late[reader] = entries;
        }

        return late ?? [];
    }

    private void Give(string reader, LogEntry entry)
    {
        var content = $"{entry.Kind} {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(entry.Payload.Span))}";
        if (!_ofSequence.TryAdd(entry.Sequence, content) && _ofSequence[entry.Sequence] != content && entry.Kind != LogEntryKind.Gap)
        {
            _oracle.Complain($"sequence {entry.Sequence} was given out twice");
        }

        Highest = Math.Max(Highest, entry.Sequence);
        _given[reader] = Math.Max(_given.GetValueOrDefault(reader), entry.Sequence);
        SampleForms.Deliver(_oracle, reader, entry, Log.FindPoint, Gaps.Add);
    }
}
