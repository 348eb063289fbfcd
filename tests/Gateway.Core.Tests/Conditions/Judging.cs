using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.State;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Conditions;

/// <summary>Shows a condition samples, and can put it through a restart in the middle.</summary>
internal sealed class Judging(Condition condition)
{
    private ConditionMemory _memory = condition.Begin(Start);

    public ConditionWindow? Window => _memory.Window;

    public ConditionVerdict Give(double seconds, double value, Quality quality = Quality.Good) =>
        condition.Judge(new Sample(value, quality, DetectorFlags.None, At(seconds), At(seconds)), ref _memory);

    /// <summary>One sample every <paramref name="step"/> seconds, both ends included; the last verdict.</summary>
    public ConditionVerdict Give(double from, double until, double step, Func<double, double> value)
    {
        var verdict = ConditionVerdict.Hold;
        var count = (int)Math.Round((until - from) / step);
        for (var i = 0; i <= count; i++)
        {
            verdict = Give(from + (i * step), value(from + (i * step)));
        }

        return verdict;
    }

    /// <summary>What a restart does: the plain slots are kept, the window goes through bytes into a fresh one.</summary>
    public void Restart()
    {
        if (_memory.Window is null)
        {
            return;
        }

        var writer = new StateWriter();
        _memory.Window.Save(writer);
        var reader = new StateReader(writer.Written);
        _memory.Window = condition.Begin(Start).Window!;
        _memory.Window.Load(ref reader);
        reader.IsEmpty.ShouldBeTrue();
    }

    public void ShiftClock(double seconds) => _memory.Window?.ShiftClock(TimeSpan.FromSeconds(seconds).Ticks);

    /// <summary>The whole warning sentence the engine writes when it raises, in both languages.</summary>
    public static LocalizedText Sentence(Condition condition, Point point, IEnumerable<(double Seconds, double Value)> samples, AlarmEvent happened = AlarmEvent.Raised)
    {
        var evaluator = new SiteEvaluator([new PointPlan(point, 0, [condition])], Start);
        var transitions = new List<AlarmTransition>();
        foreach (var (seconds, value) in samples)
        {
            evaluator.Evaluate([new Reading(point.Index, value, At(seconds), Quality.Good)], At(seconds), At(seconds), transitions, []);
        }

        return transitions.First(t => t.Event == happened).Reason.Text;
    }

    /// <summary>Verdicts of a run, and of the same run with a restart after every few samples, must be the same.</summary>
    public static void SurvivesRestarts(Condition condition, IReadOnlyList<(double Seconds, double Value, Quality Quality)> samples, int every)
    {
        var straight = new Judging(condition);
        var restarted = new Judging(condition);
        var seen = new HashSet<ConditionVerdict>();
        for (var i = 0; i < samples.Count; i++)
        {
            var (seconds, value, quality) = samples[i];
            var verdict = straight.Give(seconds, value, quality);
            restarted.Give(seconds, value, quality).ShouldBe(verdict, $"sample {i}");
            seen.Add(verdict);
            if (i % every == 0)
            {
                restarted.Restart();
            }
        }

        seen.Count.ShouldBeGreaterThan(1, "the run must show more than one verdict, or it shows nothing");
    }
}
