using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.State;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Conditions.Signal;

/// <summary>Runs one condition over samples as the evaluator would, without delays.</summary>
internal sealed class SignalRig
{
    private readonly Condition _condition;
    private readonly FakeInputs _inputs;
    private ConditionMemory _memory;

    public SignalRig(Condition condition, int inputs = 0)
    {
        _condition = condition;
        _inputs = new FakeInputs(inputs);
        _memory = condition.Begin(Start);
    }

    /// <summary>Samples that raised: abnormal after one that was not.</summary>
    public int Alarms { get; private set; }

    /// <summary>Second of the first alarm; NaN when there was none.</summary>
    public double FirstAlarm { get; private set; } = double.NaN;

    public ConditionVerdict Verdict { get; private set; } = ConditionVerdict.Hold;

    public bool IsStanding { get; private set; }

    public ConditionMemory Memory => _memory;

    public Sample Last { get; private set; }

    public ConditionVerdict Judge(double second, double value, Quality quality = Quality.Good, DetectorFlags flags = DetectorFlags.None, int input = 0)
    {
        var sample = new Sample(value, quality, flags, At(second), At(second));
        Verdict = _condition is JointCondition joint
            ? joint.Judge(new JointSample(_inputs.Set(input, sample), sample.Time, sample.Received, input), ref _memory)
            : _condition.Judge(sample, ref _memory);
        Count(sample, second);
        return Verdict;
    }

    /// <summary>A joint condition is judged once for samples of all its inputs that came together.</summary>
    public ConditionVerdict JudgeTogether(double second, params double[] values)
    {
        var sample = default(Sample);
        for (var i = 0; i < values.Length; i++)
        {
            sample = new Sample(values[i], Quality.Good, DetectorFlags.None, At(second), At(second));
            _inputs.Set(i, sample);
        }

        Verdict = ((JointCondition)_condition).Judge(new JointSample(_inputs, sample.Time, sample.Received, -1), ref _memory);
        Count(sample, second);
        return Verdict;
    }

    private void Count(in Sample sample, double second)
    {
        Last = sample;
        if (Verdict == ConditionVerdict.Abnormal && !IsStanding)
        {
            Alarms++;
            FirstAlarm = double.IsNaN(FirstAlarm) ? second : FirstAlarm;
        }

        IsStanding = Verdict == ConditionVerdict.Hold ? IsStanding : Verdict == ConditionVerdict.Abnormal;
    }

    public void Silence(int input) => _inputs.Silence(input);

    public LocalizedText Words(AlarmEvent happened = AlarmEvent.Raised) => _condition is JointCondition joint
        ? joint.Describe(FakeInputs.Name(0), new JointSample(_inputs, Last.Time, Last.Received, 0), _memory, happened)
        : _condition.Describe(Point(), Last, _memory, happened);

    /// <summary>The source's clock was set: what the evaluator does with the memory then.</summary>
    public void ShiftClock(double seconds)
    {
        var by = TimeSpan.FromSeconds(seconds).Ticks;
        _memory.Time += _memory.Time is > 0 and < long.MaxValue ? by : 0;
        _memory.Window?.ShiftClock(by);
        _inputs.ShiftClock(by);
    }

    /// <summary>Writes the memory out and reads it into a fresh one, as a restart does.</summary>
    public void Restart()
    {
        var writer = new StateWriter();
        _memory.Window?.Save(writer);
        var fresh = _condition.Begin(At(-1));
        (fresh.Time, fresh.First, fresh.Second, fresh.Count, fresh.Tripped) =
            (_memory.Time, _memory.First, _memory.Second, _memory.Count, _memory.Tripped);
        var reader = new StateReader(writer.Written);
        fresh.Window?.Load(ref reader);
        reader.IsEmpty.ShouldBeTrue();
        _memory = fresh;
    }
}

/// <summary>Inputs of a joint condition, set by hand.</summary>
internal sealed class FakeInputs(int count) : InputView
{
    private readonly InputState[] _states = [.. Enumerable.Range(0, count)
        .Select(_ => new InputState(new Sample(double.NaN, Quality.NotConnected, DetectorFlags.None, 0, 0), false, WarningTier.None, WarningTier.None, false))];

    public override int Count => _states.Length;

    public override InputState this[int index] => _states[index];

    public static Point Name(int index) => Point(index) with { Name = new($"测点{index}", $"point {index}") };

    public override Point PointOf(int index) => Name(index);

    public FakeInputs Set(int index, in Sample sample)
    {
        _states[index] = _states[index] with { Last = sample, Seen = true, Silent = false };
        return this;
    }

    public void ShiftClock(long by)
    {
        for (var i = 0; i < _states.Length; i++)
        {
            _states[i] = _states[i] with { Last = _states[i].Last with { Time = _states[i].Last.Time + by } };
        }
    }

    public void Silence(int index) => _states[index] = _states[index] with { Silent = true };
}
