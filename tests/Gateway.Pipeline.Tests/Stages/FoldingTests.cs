using Gateway.Core.Alarms;
using Gateway.Core.Alarms.Traffic.Grouping;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Ports;
using Gateway.Pipeline.Stages;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Pipeline.Tests.Stages;

/// <summary>Repetitions and floods on the way to people.</summary>
public sealed class FoldingTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly MemoryFolding _memory = new();

    [Fact]
    public async Task A_flood_becomes_a_summary_and_red_is_told_at_once()
    {
        var channel = new FoldingChannel(WarningPath.Live);
        using var live = Live(channel);
        live.Start();
        for (var i = 0; i < 20; i++)
        {
            live.Offer(Warning($"p{i}", WarningTier.None, WarningTier.Yellow));
        }

        live.Offer(Warning("p50", WarningTier.None, WarningTier.Red));
        await Rig.Until(() => !live.IsBusy, "all decided");
        channel.Warnings.ShouldContain(w => w.Point.Id == "p50");
        var folded = 20 - channel.Warnings.Count(w => w.To == WarningTier.Yellow);
        folded.ShouldBe(10, "the flood begins with the eleventh");
        channel.Summaries.ShouldBeEmpty();

        await Advance(TimeSpan.FromMinutes(1), () => channel.Summaries.Count == 1);
        channel.Summaries[0].IsFlood.ShouldBeTrue();
        channel.Summaries[0].Warnings.ShouldBe(folded, "every folded warning is in exactly one summary");
        await live.StopAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_restart_still_tells_what_was_folded_before_it()
    {
        var before = new FoldingChannel(WarningPath.Live);
        using (var live = Live(before))
        {
            live.Start();
            for (var i = 0; i < 13; i++)
            {
                live.Offer(Warning($"p{i}", WarningTier.None, WarningTier.Yellow));
            }

            await Rig.Until(() => !live.IsBusy, "all decided");
            await live.StopAsync(TimeSpan.FromSeconds(5));
        }

        var after = new FoldingChannel(WarningPath.Live);
        using var second = Live(after);
        second.Start();
        await Advance(TimeSpan.FromMinutes(1), () => after.Summaries.Count == 1);
        after.Summaries[0].Warnings.ShouldBe(13 - before.Warnings.Count);
        await second.StopAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_summary_that_does_not_get_out_is_sent_again()
    {
        var channel = new FoldingChannel(WarningPath.Live) { RefuseSummaries = 2 };
        using var live = Live(channel);
        live.Start();
        for (var i = 0; i < 12; i++)
        {
            live.Offer(Warning($"p{i}", WarningTier.None, WarningTier.Yellow));
        }

        await Rig.Until(() => !live.IsBusy, "all decided");
        await Advance(TimeSpan.FromMinutes(2), () => channel.Summaries.Count == 3);
        channel.Summaries.Select(s => s.Id).Distinct().Count().ShouldBe(1);
        await live.StopAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_channel_that_does_not_fold_gets_every_warning()
    {
        var siren = new FakeChannel("siren", WarningPath.Live, _ => NotifyOutcome.Delivered);
        using var live = new LiveChannel(siren, 100, folder: null, _time, NullLogger.Instance);
        live.Start();
        for (var i = 0; i < 30; i++)
        {
            live.Offer(Warning($"p{i}", WarningTier.None, WarningTier.Blue));
        }

        await Rig.Until(() => !live.IsBusy, "all told");
        siren.Sent.Count.ShouldBe(30);
        await live.StopAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_warning_the_channel_would_not_pass_on_makes_no_flood_for_it()
    {
        var channel = new FoldingChannel(WarningPath.Live) { Least = WarningTier.Yellow };
        using var live = Live(channel);
        live.Start();
        for (var i = 0; i < 30; i++)
        {
            live.Offer(Warning($"b{i}", WarningTier.None, WarningTier.Blue));
        }

        live.Offer(Warning("p1", WarningTier.None, WarningTier.Yellow));
        await Rig.Until(() => !live.IsBusy, "all decided");
        channel.Warnings.ShouldContain(w => w.Point.Id == "p1");
        await live.StopAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_durable_channel_folds_too_and_after_a_restart_neither_forgets_nor_repeats()
    {
        var log = new MemoryLog();
        log.Append([Batch(Enumerable.Range(0, 15).Select(i => Warning($"p{i}", WarningTier.None, WarningTier.Yellow)))]);
        var first = new FoldingChannel(WarningPath.Durable);
        using (var stopping = new CancellationTokenSource())
        {
            var run = Durable(first, log).RunAsync(stopping.Token);
            await Rig.Until(() => log.GetCursor("people") == 15, "read");
            await stopping.CancelAsync();
            await run;
        }

        first.Warnings.Count.ShouldBe(10);
        first.Summaries.ShouldBeEmpty();
        var second = new FoldingChannel(WarningPath.Durable);
        using var end = new CancellationTokenSource();
        var again = Durable(second, log).RunAsync(end.Token);
        await Advance(TimeSpan.FromMinutes(1), () => second.Summaries.Count == 1);
        second.Warnings.ShouldBeEmpty();
        second.Summaries[0].Warnings.ShouldBe(5);
        await end.CancelAsync();
        await again;
    }

    private LiveChannel Live(FoldingChannel channel) => new(channel, 1000, new WarningFolder(channel.Name, new(), _memory), _time, NullLogger.Instance);

    private NotificationStage Durable(FoldingChannel channel, MemoryLog log) =>
        new(channel, null, new WarningFolder(channel.Name, new(), _memory), log, _time, NullLogger.Instance);

    // The tasks are real; the clock moves in steps until they have seen it.
    private async Task Advance(TimeSpan by, Func<bool> holds)
    {
        _time.Advance(by);
        await Rig.Until(() => { _time.Advance(TimeSpan.FromMilliseconds(200)); return holds(); }, "told in time");
    }

    private static ReadingBatch Batch(IEnumerable<WarningEvent> warnings)
    {
        var batch = new BatchPool().Rent(0, 0);
        batch.Warnings.AddRange(warnings);
        return batch;
    }

    private WarningEvent Warning(string point, WarningTier from, WarningTier to)
    {
        var time = _time.GetUtcNow().UtcTicks;
        var reason = new AlarmReason
        {
            Kind = ConditionKind.HighLimit, Value = 1, Quality = Quality.Good, Basis = new RuleBasis("r", "1", "", null), Text = new("因", "reason"),
        };
        return new WarningEvent
        {
            Id = $"{point}@{time}/{to}", From = from, To = to, EventTime = time, ReceivedTime = time, DecidedTime = time,
            Point = new Point { Index = 0, Id = point, Name = new("点", "point") },
            Cause = new AlarmTransition
            {
                Id = point, AlarmId = $"{point}/high", Point = 0, PointId = point, Kind = reason.Kind, Tier = to, Event = AlarmEvent.Raised,
                From = AlarmState.Normal, To = AlarmState.Unacknowledged, EventTime = time, DecidedTime = time, Reason = reason,
            },
        };
    }

    private sealed class FoldingChannel(WarningPath path) : IWarningChannel
    {
        private readonly Lock _gate = new();
        private readonly List<WarningEvent> _warnings = [];
        private readonly List<WarningSummary> _summaries = [];

        public string Name => "people";

        public WarningPath Path => path;

        public bool Folds => true;

        public WarningTier Least { get; init; } = WarningTier.Blue;

        /// <summary>So many summaries do not get out.</summary>
        public int RefuseSummaries { get; init; }

        public IReadOnlyList<WarningEvent> Warnings => Locked(() => _warnings.ToList());

        public IReadOnlyList<WarningSummary> Summaries => Locked(() => _summaries.ToList());

        public bool Concerns(WarningEvent warning) => warning.To >= Least;

        public ValueTask<NotifyOutcome> SendAsync(WarningEvent warning, CancellationToken cancellation) => Locked(() =>
        {
            _warnings.Add(warning);
            return ValueTask.FromResult(NotifyOutcome.Delivered);
        });

        public ValueTask<NotifyOutcome> SendAsync(WarningSummary summary, CancellationToken cancellation) => Locked(() =>
        {
            _summaries.Add(summary);
            return ValueTask.FromResult(_summaries.Count <= RefuseSummaries ? NotifyOutcome.Retry : NotifyOutcome.Delivered);
        });

        private T Locked<T>(Func<T> read)
        {
            lock (_gate)
            {
                return read();
            }
        }
    }

    private sealed class MemoryFolding : IFoldingMemory
    {
        private byte[]? _kept;

        public byte[]? Load(string channel) => _kept;

        public void Save(string channel, ReadOnlySpan<byte> state) => _kept = state.ToArray();
    }
}
