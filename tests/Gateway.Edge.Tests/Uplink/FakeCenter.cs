using System.Text;
using Gateway.Contracts.V1.Link;
using Gateway.Core.Measurements;
using Gateway.Edge.Uplink;
using Gateway.Edge.Uplink.Lanes;

namespace Gateway.Edge.Tests.Uplink;

/// <summary>A broker and a center in one: takes what is published, keeps what a center would commit, and says so when told to.</summary>
internal sealed class FakeCenter : ILinkClient
{
    private readonly RangeSet _readings = new();
    private TakenRun? _eventsRun;
    private TakenRun? _readingsRun;

    public bool IsOnline { get; set; } = true;

    public LocalizedText? Trouble => null;

    public long MaxPacketBytes { get; set; } = long.MaxValue;

    public Action? Connected { get; set; }

    public Action<string, byte[]>? Received { get; set; }

    /// <summary>The broker takes no table.</summary>
    public bool RefusesTables { get; set; }

    public int TablesTried { get; private set; }

    /// <summary>The broker takes messages and forgets them.</summary>
    public bool Forgets { get; set; }

    /// <summary>The broker takes nothing from the message of this number on; the first is 1.</summary>
    public int TakesBefore { get; set; } = int.MaxValue;

    /// <summary>All that reached the center, in order, copies too.</summary>
    public List<(string Leaf, byte[] Payload)> Messages { get; } = [];

    public List<EventMessage> Events { get; } = [];

    public List<ReadingsBatch> Live { get; } = [];

    public List<ReadingsBatch> Backlog { get; } = [];

    /// <summary>How often each reading came, by point and source time.</summary>
    public Dictionary<(string Point, long Time), int> Readings { get; } = [];

    /// <summary>Stretches closed as lost.</summary>
    public List<SequenceRange> Lost { get; } = [];

    public int Published { get; private set; }

    /// <summary>Messages of a log that does not continue what was taken under its name.</summary>
    public int Refused { get; private set; }

    public int EventCopies { get; private set; }

    /// <summary>Batches of which all had come before.</summary>
    public int Copies { get; private set; }

    public IEnumerable<StateMessage> States => Of<StateMessage>(LinkTopics.State);

    public IEnumerable<TableMessage> Tables => Of<TableMessage>(LinkTopics.Table);

    public IEnumerable<CommandAnswer> Answers => Of<CommandAnswer>(LinkTopics.Answers);

    public async Task RunAsync(CancellationToken stopping) => await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping);

    public ValueTask<bool> PublishAsync(string leaf, ReadOnlyMemory<byte> payload, bool retain, CancellationToken cancellation)
    {
        retain.ShouldBe(leaf is LinkTopics.State or LinkTopics.Table);
        TablesTried += leaf == LinkTopics.Table ? 1 : 0;
        if (RefusesTables && leaf == LinkTopics.Table)
        {
            return ValueTask.FromResult(false);
        }

        if (!IsOnline || ++Published >= TakesBefore)
        {
            return ValueTask.FromResult(false);
        }

        if (!Forgets)
        {
            Messages.Add((leaf, payload.ToArray()));
            Take(leaf, payload.ToArray());
        }

        return ValueTask.FromResult(true);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>What a center that has committed all it got would say.</summary>
    public ReceiptMessage Receipt(string epoch) => new()
    {
        Epoch = epoch, Events = ContiguousEvents(), Readings = _readings.Ranges is [{ After: 0 } first, ..] ? first.UpTo : 0,
        EventsRun = _eventsRun, ReadingsRun = _readingsRun, EventsChain = Events.Find(message => message.Sequence == ContiguousEvents())?.Chain ?? "",
        Ahead = [.. _readings.Ranges.Where(range => range.After > 0)],
    };

    public void Hears<T>(string leaf, T message) => Received!(leaf, LinkJson.Encode(message));

    private long ContiguousEvents()
    {
        var at = 0L;
        foreach (var message in Events.OrderBy(message => message.Sequence))
        {
            at = message.After <= at ? Math.Max(at, message.Sequence) : at;
        }

        return at;
    }

    private void Take(string leaf, byte[] payload)
    {
        switch (leaf)
        {
            case LinkTopics.Events:
                TakeEvent(LinkJson.TryDecode<EventMessage>(payload, out var error).ShouldNotBeNull(error));
                break;
            case LinkTopics.Live or LinkTopics.Backlog:
                ReadingsCodec.TryDecode(payload, out var batch, out var damage).ShouldBeTrue(damage);
                batch!.IsHistorical.ShouldBe(leaf == LinkTopics.Backlog);
                TakeBatch(batch);
                break;
        }
    }

    private void TakeEvent(EventMessage message)
    {
        if (!Continues(message.Runs, ref _eventsRun, message.Sequence))
        {
            return;
        }

        if (Events.Any(known => known.Sequence == message.Sequence))
        {
            EventCopies++;
            return;
        }

        Events.Add(message);
        if (message.Kind == "missing")
        {
            var gap = LinkJson.TryDecode<GapMessage>(Encoding.UTF8.GetBytes(message.Body.GetRawText()), out _)!;
            gap.Lane.ShouldBe(LinkLane.Readings);
            Lost.Add(gap.Range!.Value);
            _readings.Add(gap.Range.Value);
        }
    }

    private void TakeBatch(ReadingsBatch batch)
    {
        if (!Continues(batch.Runs, ref _readingsRun, batch.Range.UpTo))
        {
            return;
        }

        (batch.IsHistorical ? Backlog : Live).Add(batch);
        if (_readings.FirstGap(batch.Range) is null)
        {
            Copies++;
            return;
        }

        _readings.Add(batch.Range);
        for (var row = 0; row < batch.Count; row++)
        {
            var key = (batch.PointIds[batch.Points[row]], batch.Times[row]);
            Readings[key] = Readings.GetValueOrDefault(key) + 1;
        }
    }

    private bool Continues(IReadOnlyList<LinkRun> runs, ref TakenRun? taken, long upTo)
    {
        LinkRuns.AreValid(runs).ShouldBeTrue();
        if (!LinkRuns.Continue(runs, taken))
        {
            Refused++;
            return false;
        }

        taken = new TakenRun(runs.Count > 0 ? runs[^1].Id : taken?.Id ?? "", Math.Max(upTo, taken?.UpTo ?? 0));
        return true;
    }

    private IEnumerable<T> Of<T>(string leaf)
        where T : class => Messages.Where(message => message.Leaf == leaf).Select(message => LinkJson.TryDecode<T>(message.Payload, out _)!);
}
