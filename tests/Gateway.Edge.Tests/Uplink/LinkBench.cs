using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Edge.Uplink;
using Gateway.Edge.Uplink.Lanes;
using Gateway.Edge.Uplink.Options;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log;
using Gateway.Testing.Peers;
using Gateway.Testing.Storage;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Edge.Tests.Uplink;

/// <summary>The lanes over a real log on a clock that is moved by hand: one step of everything is one beat.</summary>
internal sealed class LinkBench : IAsyncDisposable
{
    public const int Points = 10;

    private readonly TemporaryFolder _folder = new();
    private readonly NumberedPoints _points = new(Points);
    private readonly BatchPool _pool = new();
    private BacklogLane _backlog = null!;
    private LiveLane _live = null!;

    public LinkBench(UplinkOptions? options = null, SqliteLogOptions? log = null)
    {
        Options = options ?? new UplinkOptions { County = "c1" };
        LogOptions = log ?? new SqliteLogOptions();
        Open();
    }

    public UplinkOptions Options { get; }

    public SqliteLogOptions LogOptions { get; }

    public ManualTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero));

    public FakeCenter Center { get; } = new();

    public SqliteDurableLog Log { get; private set; } = null!;

    public LinkContext Link { get; private set; } = null!;

    public EventLane Events { get; private set; } = null!;

    public ReadingsBook Book { get; private set; } = null!;

    /// <summary>Readings written so far.</summary>
    public int Written { get; private set; }

    public string File => _folder.File("log.db");

    public string Folder => _folder.Path;

    /// <summary>The gateway as a kill leaves it: nothing is saved but what is in the log.</summary>
    public async Task KillAndStartAsync(Action? between = null)
    {
        await Log.DisposeAsync();
        between?.Invoke();
        Open();
    }

    public void Write(int readings = Points)
    {
        var batch = _pool.Rent(0, Time.GetUtcNow().UtcTicks);
        for (var i = 0; i < readings; i++)
        {
            batch.Add(new Reading(i % Points, Written, Time.GetUtcNow().UtcTicks + (i / Points), Quality.Good));
            Written++;
        }

        Log.Append([batch]);
    }

    public void WriteTransition(string id) => WriteTransitions([id]);

    public void WriteTransitions(IEnumerable<string> ids)
    {
        var batch = _pool.Rent(0, Time.GetUtcNow().UtcTicks);
        batch.Transitions.AddRange(ids.Select(id => new AlarmTransition
        {
            Id = id, AlarmId = "p0/red-high", Point = 0, PointId = "p0", Kind = ConditionKind.HighLimit, Tier = WarningTier.Red, Event = AlarmEvent.Raised,
            From = AlarmState.Normal, To = AlarmState.Unacknowledged, EventTime = Time.GetUtcNow().UtcTicks, DecidedTime = Time.GetUtcNow().UtcTicks,
            Reason = new AlarmReason
            {
                Kind = ConditionKind.HighLimit, Quality = Quality.Good, Value = 60, Limit = 50, Basis = new RuleBasis("p0/red-high", "1", "", null),
                Text = new LocalizedText("高 “报警” <1>", "high \"alarm\" & more"),
            },
        }));
        Log.Append([batch]);
    }

    public void Record(string json) => Log.AppendEvent(new LogEvent(LogEntryKind.System, json));

    /// <summary>Live, events and backlog once, and then time passes.</summary>
    public async Task BeatAsync(TimeSpan? by = null)
    {
        await Events.StepAsync(CancellationToken.None);
        await _live.StepAsync(CancellationToken.None);
        while (await _backlog.StepAsync(CancellationToken.None) == TimeSpan.Zero)
        {
            // The rate allows more.
        }

        Time.Advance(by ?? TimeSpan.FromSeconds(1));
    }

    /// <summary>The center tells what it has committed.</summary>
    public void Receipt()
    {
        var receipt = Center.Receipt(Log.Epoch);
        Link.Heard();
        Link.Taken(receipt.EventsRun, receipt.ReadingsRun);
        Events.Receipt(receipt.Events);
        if (Book.Receipt(receipt.Readings, receipt.Ahead))
        {
            Log.SetCursor(UplinkService.ReadingsReader, Book.Done);
        }
    }

    public async Task BeatsAsync(int count, bool receipts = true)
    {
        for (var i = 0; i < count; i++)
        {
            await BeatAsync();
            if (receipts)
            {
                Receipt();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        _folder.Dispose();
    }

    private void Open()
    {
        Log = new SqliteDurableLog(File, LogOptions, _points, Time, NullLogger<SqliteDurableLog>.Instance);
        Link = new LinkContext(Options, "s1", Log, Center, Time);
        Events = new EventLane(Link);
        var losses = new LossTeller(Log, Events);
        Events.Lost = losses.Tell;
        Book = new ReadingsBook(Log.GetCursor(UplinkService.ReadingsReader), Log.LastSequence, Options.ReceiptTimeout);
        var reader = new StretchReader(Link);
        (_live, _backlog) = (new LiveLane(Link, Book, reader), new BacklogLane(Link, Book, reader, losses));
        foreach (var name in UplinkService.Readers)
        {
            Log.SetCursor(name, Log.GetCursor(name));
        }
    }
}
