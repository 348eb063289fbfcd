using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.State;

namespace Gateway.Core.Tests.Conditions.Signal;

/// <summary>What holds for every condition of the folder.</summary>
public sealed class SignalStateTests
{
    [Fact]
    public void A_restart_in_the_middle_of_anything_changes_no_verdict() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            foreach (var (rule, inputs) in Rules.All)
            {
                Verdicts(rule, inputs, seed, restarts: true, shift: 0).ShouldBe(Verdicts(rule, inputs, seed, restarts: false, shift: 0), rule.Id);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public void A_clock_that_was_set_changes_no_verdict(double shift)
    {
        // Overdue compares with a date, which no clock of a sensor moves.
        foreach (var (rule, inputs) in Rules.All.Where(r => r.Rule is not Overdue))
        {
            Verdicts(rule, inputs, 5, restarts: false, shift).ShouldBe(Verdicts(rule, inputs, 5, restarts: false, shift: 0), rule.Id);
        }
    }

    [Fact]
    public void Inputs_that_come_in_one_batch_are_all_looked_at()
    {
        var (flat, drift, swap, vertical) = (new SignalRig(Rules.SiblingFlatLine(3), 3), new SignalRig(Rules.SiblingDrift(3) with { Window = TimeSpan.FromDays(1) }, 3),
            new SignalRig(Rules.SwappedChannel, 2), new SignalRig(Rules.VerticalOnly, 3));
        HealthySignals[] cells = [new(1), new(2), new(3)];
        for (var minute = 0; minute < 4 * 1440; minute++)
        {
            var (a, b, c) = (cells[0].Gas(minute), cells[1].Gas(minute), cells[2].Gas(minute));
            var fault = minute > 2 * 1440;
            flat.JudgeTogether(minute * 60, fault ? 0.4 : a, fault ? b + (minute % 1440 / 10) : b, fault ? c + (minute % 1440 / 10) : c);
            drift.JudgeTogether(minute * 60, fault ? a + 10 : a, b, c);
            swap.JudgeTogether(minute * 60, fault ? b + 20 : a, fault ? a : b + 20);
            vertical.JudgeTogether(minute * 3600, a, b, fault && minute < 2900 ? 40 : c);
        }

        new[] { flat, drift, swap, vertical }.Select(r => r.Alarms).ShouldBe([1, 1, 1, 1]);
    }

    [Fact]
    public void Judging_allocates_nothing()
    {
        foreach (var (rule, inputs) in Rules.All)
        {
            var rig = new SignalRig(rule, inputs);
            Feed(rig, inputs, new HealthySignals(1), 0, 3000);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Feed(rig, inputs, new HealthySignals(1), 3000, 6000);
            // The generator itself is 1 object.
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1000, rule.Id);
        }
    }

    [Fact]
    public void Every_rule_equals_its_like_and_speaks_of_the_signal()
    {
        Rules.All.Select(r => r.Rule).ShouldBe(Rules.All.Select(r => r.Rule));
        Rules.All.ShouldAllBe(r => r.Rule.Kind.IsQuality());
    }

    [Fact]
    public void Every_rule_has_words_before_and_after_anything_happened()
    {
        foreach (var (rule, inputs) in Rules.All)
        {
            var rig = new SignalRig(rule, inputs);
            Feed(rig, inputs, new HealthySignals(1), 0, 5);
            foreach (var happened in new[] { Core.Alarms.AlarmEvent.Raised, Core.Alarms.AlarmEvent.ReturnedToNormal })
            {
                rig.Words(happened).En.ShouldNotBeEmpty();
                rig.Words(happened).Zh.ShouldNotBeEmpty();
            }
        }
    }

    [Fact]
    public void Damaged_state_is_refused_and_never_read_past_its_end()
    {
        foreach (var (rule, _) in Rules.All.Where(r => r.Rule.Begin(1).Window is not null))
        {
            var writer = new StateWriter();
            rule.Begin(1).Window!.Save(writer);
            var bytes = writer.Written.ToArray();
            for (var length = 0; length < bytes.Length; length += Math.Max(1, bytes.Length / 20))
            {
                Should.Throw<InvalidDataException>(() =>
                {
                    var reader = new StateReader(bytes.AsSpan(0, length));
                    rule.Begin(1).Window!.Load(ref reader);
                }, rule.Id);
            }
        }
    }

    [Fact]
    public void Quantiles_of_the_ring_are_those_of_its_last_values() =>
        Prop.ForAll(Gen.Choose(-5, 5).Select(i => i / 2.0).ArrayOf().ToArbitrary(), values =>
        {
            var ring = new SortedRing(7);
            Array.ForEach(values, ring.Add);
            var last = values.TakeLast(7).ToArray();
            ring.Count.ShouldBe(last.Length);
            ring.Median.ShouldBe(Median(last));
            ring.MedianDeviation().ShouldBe(Median([.. last.Select(v => Math.Abs(v - Median(last)))]));
            ring.Quantile(0).ShouldBe(last.DefaultIfEmpty(double.NaN).Min());
            ring.Quantile(1).ShouldBe(last.DefaultIfEmpty(double.NaN).Max());
        }).QuickCheckThrowOnFailure();

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static void Feed(SignalRig rig, int inputs, HealthySignals signal, int from, int to)
    {
        for (var second = from; second < to; second++)
        {
            for (var i = 0; i < Math.Max(1, inputs); i++)
            {
                rig.Judge(second, signal.Gas(second), input: i);
            }
        }
    }

    // Ugly on purpose: rest, jumps, spikes, replays, gaps, bad and doubtful values, the same time twice.
    private static string Verdicts(Condition rule, int inputs, int seed, bool restarts, double shift)
    {
        var (random, breaks) = (new Random(seed), new Random(seed + 1));
        var rig = new SignalRig(rule, inputs);
        var (sent, verdicts) = (new List<double>(), new StringBuilder());
        var (second, level, replay) = (0.0, 3.0, 0);
        for (var i = 0; i < 1500; i++)
        {
            second += random.Next(20) switch { 0 => 900, 1 => 0, _ => 10 };
            level = random.Next(100) == 0 ? 20 * random.NextDouble() : random.Next(50) == 0 ? level + 60 : Math.Min(level, 30);
            replay = replay == 0 && random.Next(150) == 0 && i > 100 ? 60 : Math.Max(0, replay - 1);
            var value = replay > 0 ? sent[i - 90] : Math.Round(level + (i / 200 % 2 * random.NextDouble()), 1);
            sent.Add(value);
            var quality = random.Next(30) switch { 0 => Quality.CommunicationFailure, 1 => Quality.Uncertain, 2 => Quality.OutOfService, _ => Quality.Good };
            if (restarts && breaks.Next(25) == 0)
            {
                rig.Restart();
            }

            if (i == 700)
            {
                rig.ShiftClock(shift);
            }

            verdicts.Append("NAH"[(int)rig.Judge(second + (i >= 700 ? shift : 0), value, quality, input: inputs == 0 ? 0 : random.Next(inputs))]);
        }

        return verdicts.ToString();
    }
}
