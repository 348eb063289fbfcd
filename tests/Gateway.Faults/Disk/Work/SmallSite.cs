using System.Collections.Concurrent;
using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Faults.Judging;
using Gateway.Pipeline;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Faults;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log;
using Gateway.Testing.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Faults.Disk.Work;

/// <summary>
/// The real pipeline over the real log, without rules: senders that wait for their acknowledgement and send again what was kept, and polled readings, which
/// nobody can send again and which must be told where they are missing. Real clock, short pauses.
/// </summary>
internal sealed class SmallSite(string folder, Obligations oracle, Random random, bool acknowledgesQueue) : IAsyncDisposable
{
    private const string Reader = "everything";
    private const int Points = 8;

    private static readonly PipelineOptions s_options = new()
    {
        LogCapacity = 8, EvaluateCapacity = 8, MaxBatchesPerCommit = 4, GroupWindow = TimeSpan.FromMilliseconds(1),
        StallLimit = TimeSpan.FromMilliseconds(40), RetryPause = TimeSpan.FromMilliseconds(4),
    };

    private readonly ConcurrentQueue<SentBatch> _kept = new();
    private readonly ConcurrentBag<Task> _waiting = [];
    private readonly List<string> _polled = [];
    private readonly ConcurrentQueue<string> _acknowledged = new();
    private readonly HeardWarnings _heard = new();
    private readonly NumberedPoints _points = new(Points);
    private GatewayPipeline _pipeline = null!;
    private long _next;

    public SqliteDurableLog Log { get; private set; } = null!;

    /// <summary>What people were told on the way.</summary>
    public string Seen => string.Join(" | ", _heard.Texts);

    public Task OpenAsync()
    {
        oracle.Reader(Reader, mayRepeat: false);
        Log = OpenLog();
        _pipeline = new GatewayPipeline(
            s_options, [.. _points.All.Select(point => new PointPlan(point, 0, []))], Log, [_heard], TimeProvider.System, NullLoggerFactory.Instance);
        _pipeline.Start();
        return Task.CompletedTask;
    }

    public bool Holds(GatewayFault fault) => _pipeline.Holds(fault);

    /// <summary>Half of the batches have a sender that waits, half are polled.</summary>
    public async Task SendAsync(int batches)
    {
        for (var i = 0; i < batches; i++)
        {
            var values = Enumerable.Range(0, 1 + random.Next(6)).Select(_ => (double)++_next).ToArray();
            if (random.Next(2) == 0)
            {
                await SendAsync(new SentBatch(values, TimeProvider.System.GetUtcNow()));
            }
            else
            {
                await PollAsync(values);
            }
        }
    }

    /// <summary>All that was handed over has been answered.</summary>
    public async Task SettledOrKeptAsync(Task sending)
    {
        await sending;
        await Task.WhenAll(_waiting);
    }

    /// <summary>As a broker does: everything that was not acknowledged comes again.</summary>
    public async Task SendAgainAsync()
    {
        for (var round = 0; round < 200 && !_kept.IsEmpty; round++)
        {
            var again = new List<SentBatch>();
            while (_kept.TryDequeue(out var batch))
            {
                again.Add(batch);
            }

            foreach (var batch in again)
            {
                await SendAsync(batch);
            }

            await Task.WhenAll(_waiting);
        }

        if (!_kept.IsEmpty)
        {
            oracle.Complain("a disk that works again still takes nothing");
        }
    }

    public async Task StopAsync() => await _pipeline.StopAsync();

    /// <summary>Opens the log anew, reads all of it and holds it against what was acknowledged, polled and told.</summary>
    public async Task ReadAndAccountAsync()
    {
        await Log.DisposeAsync();
        Log = OpenLog();
        oracle.Issued("event-fresh", """{"id":"event-fresh"}"""u8, default);
        Log.AppendEvent(new LogEvent(LogEntryKind.System, """{"id":"event-fresh"}"""));
        var gaps = new List<GapRecord>();
        var there = new HashSet<string>(StringComparer.Ordinal);
        for (var (at, entries) = (0L, Log.ReadAfter(0, 1 << 16)); entries.Count > 0; entries = Log.ReadAfter(at, 1 << 16))
        {
            foreach (var entry in entries)
            {
                Take(entry, gaps, there);
            }

            at = entries[^1].Sequence;
        }

        Account(gaps, there);
    }

    public async ValueTask DisposeAsync()
    {
        await _pipeline.DisposeAsync();
        await Log.DisposeAsync();
    }

    private SqliteDurableLog OpenLog() =>
        new(Path.Combine(folder, "log.db"), new SqliteLogOptions(), _points, TimeProvider.System, NullLogger<SqliteDurableLog>.Instance);

    /// <summary>What is missing and what is told of must be the same number; what was acknowledged may be missing only where the log let go of it.</summary>
    private void Account(List<GapRecord> gaps, HashSet<string> there)
    {
        var letGo = gaps.Where(gap => gap.Reason != GapReason.NotStored).Sum(gap => gap.Readings);
        var shed = gaps.Where(gap => gap.Reason == GapReason.NotStored).Sum(gap => gap.Readings);
        var acknowledged = _acknowledged.Where(id => !there.Contains(id)).ToList();
        var polled = _polled.Count(id => !there.Contains(id));
        if (acknowledged.Count + polled != letGo + shed)
        {
            oracle.Complain($"{acknowledged.Count} acknowledged and {polled} polled readings are missing, the gap records tell of {letGo} let go of and {shed} not stored");
        }
        else if (acknowledged.Count <= letGo)
        {
            acknowledged.ForEach(oracle.ToldMissing);
        }
    }

    private void Take(LogEntry entry, List<GapRecord> gaps, HashSet<string> there)
    {
        switch (entry.Kind)
        {
            case LogEntryKind.Readings:
                SampleForms.Deliver(oracle, Reader, entry, Log.FindPoint);
                there.UnionWith(SampleForms.IdsOf(entry));
                break;
            case LogEntryKind.Gap:
                gaps.Add(GapCodec.Decode(entry.Payload.Span)!);
                break;
            case LogEntryKind.System:
                oracle.FreshEventPassed();
                break;
        }
    }

    private async Task SendAsync(SentBatch sent)
    {
        var delivery = new HeardOutcome();
        var batch = Fill(sent.Values, sent.Time);
        batch.Delivery = delivery;
        Report(sent, oracle.Issued);
        await _pipeline.WriteAsync(batch, CancellationToken.None);
        if (acknowledgesQueue)
        {
            Owe(sent);
            return;
        }

        _waiting.Add(HearAsync(sent, delivery.Outcome));
    }

    private async Task HearAsync(SentBatch sent, Task<DeliveryOutcome> outcome)
    {
        if (await outcome == DeliveryOutcome.Accepted)
        {
            Owe(sent);
        }
        else
        {
            _kept.Enqueue(sent);
        }
    }

    private void Owe(SentBatch sent)
    {
        Report(sent, oracle.Owed);
        foreach (var value in sent.Values)
        {
            _acknowledged.Enqueue(SampleForms.IdOf(value));
        }
    }

    private async Task PollAsync(double[] values)
    {
        var sent = new SentBatch(values, TimeProvider.System.GetUtcNow());
        Report(sent, oracle.Issued);
        _polled.AddRange(values.Select(SampleForms.IdOf));
        await _pipeline.WriteAsync(Fill(values, sent.Time), CancellationToken.None);
    }

    private ReadingBatch Fill(double[] values, DateTimeOffset time)
    {
        var batch = _pipeline.Rent(0);
        foreach (var value in values)
        {
            batch.Add(new Reading((int)value % Points, value, time.UtcTicks, Quality.Good));
        }

        return batch;
    }

    private delegate void Told(string id, ReadOnlySpan<byte> payload, DateTimeOffset time, string stream);

    // Batches that come again are not in the order of their first issue, so each is a stream of its own.
    private static void Report(SentBatch sent, Told told)
    {
        foreach (var value in sent.Values)
        {
            told(SampleForms.IdOf(value), SampleForms.PayloadOf($"p{(int)value % Points}", Quality.Good), sent.Time, SampleForms.IdOf(sent.Values[0]));
        }
    }

    private sealed class HeardOutcome : IDeliveryHandle
    {
        private readonly TaskCompletionSource<DeliveryOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<DeliveryOutcome> Outcome => _outcome.Task;

        public void Settle(DeliveryOutcome outcome) => _outcome.TrySetResult(outcome);
    }

    private sealed record SentBatch(double[] Values, DateTimeOffset Time);
}
