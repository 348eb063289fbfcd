using Gateway.Core.Measurements;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Tests.Support;

namespace Gateway.Storage.Sqlite.Tests.Log;

/// <summary>What every durable log must keep, whatever it is made of.</summary>
public abstract class DurableLogContract : IAsyncLifetime
{
    private readonly BatchPool _pool = new();

    protected abstract IDurableLog Log { get; }

    protected abstract Task ReopenAsync();

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    [Fact]
    public void An_empty_log_has_no_entries_and_no_cursor()
    {
        Log.LastSequence.ShouldBe(0);
        Log.FirstSequence.ShouldBe(0);
        Log.ReadAfter(0, 1000).ShouldBeEmpty();
        Log.GetCursor("nobody").ShouldBe(0);
    }

    [Fact]
    public void Entries_come_back_in_order_with_rising_sequences()
    {
        for (var i = 0; i < 20; i++)
        {
            Log.Append([Batch(i), Batch(i + 0.5)]);
        }

        var entries = LogBench.ReadAll(Log);
        entries.Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, 40).Select(i => (long)i));
        entries.SelectMany(e => LogCodec.Decode(e.Payload.Span)).Select(r => r.Value)
            .ShouldBe(Enumerable.Range(0, 40).Select(i => i / 2.0));
    }

    [Fact]
    public void Transitions_and_warnings_follow_the_readings_that_caused_them()
    {
        var batch = Batch(60);
        batch.Transitions.Add(LogBench.Transition("p0", Core.Alarms.AlarmEvent.Raised, Core.Alarms.AlarmState.Unacknowledged, 5));
        Log.Append([batch]);
        LogBench.ReadAll(Log).Select(e => e.Kind).ShouldBe([LogEntryKind.Readings, LogEntryKind.Transition]);
        LogCodec.DecodeTransition(LogBench.ReadAll(Log)[1].Payload.Span).AlarmId.ShouldBe("p0/high");
    }

    [Fact]
    public void Reading_stops_at_the_byte_limit_but_never_before_one_entry()
    {
        Log.Append([Batch(1), Batch(2), Batch(3)]);
        Log.ReadAfter(0, 1).Count.ShouldBe(1);
        Log.ReadAfter(1, int.MaxValue).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Everything_is_there_after_opening_again()
    {
        Log.Append([Batch(1)]);
        Log.AppendEvent(new LogEvent(LogEntryKind.System, """{"what":"test"}"""));
        Log.SetCursor("reader", 1);
        await ReopenAsync();
        LogBench.ReadAll(Log).Select(e => e.Kind).ShouldBe([LogEntryKind.Readings, LogEntryKind.System]);
        Log.GetCursor("reader").ShouldBe(1);
        Log.LastSequence.ShouldBe(2);
        Log.Append([Batch(2)]);
        Log.LastSequence.ShouldBe(3);
    }

    [Fact]
    public async Task A_waiting_reader_is_woken_by_the_next_commit()
    {
        var waiting = Log.WaitForAsync(0, CancellationToken.None).AsTask();
        waiting.IsCompleted.ShouldBeFalse();
        Log.Append([Batch(1)]);
        await waiting.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
        await Log.WaitForAsync(0, CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
    }

    [Fact]
    public async Task Waiting_ends_when_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var waiting = Log.WaitForAsync(0, cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System));
    }

    [Fact]
    public async Task Readers_may_run_beside_the_writer()
    {
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() => Follow(done.Token))).ToList();
        for (var i = 0; i < 200; i++)
        {
            Log.Append([Batch(i)]);
        }

        foreach (var seen in await Task.WhenAll(readers).WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System))
        {
            seen.ShouldBe(Enumerable.Range(1, 200).Select(i => (long)i));
        }
    }

    private async Task<List<long>> Follow(CancellationToken cancellation)
    {
        var seen = new List<long>();
        while (seen.Count < 200)
        {
            var at = seen.Count == 0 ? 0 : seen[^1];
            await Log.WaitForAsync(at, cancellation);
            seen.AddRange(Log.ReadAfter(at, 500).Select(e => e.Sequence));
        }

        return seen;
    }

    private ReadingBatch Batch(double value)
    {
        var batch = _pool.Rent(0, 1_000_000);
        batch.Add(new Reading(0, value, 1_000_000, Quality.Good));
        return batch;
    }
}
