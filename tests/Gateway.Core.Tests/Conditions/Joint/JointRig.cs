using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Conditions.Expressions;
using Gateway.Core.Measurements;
using Gateway.Core.State;
using Gateway.Core.Warnings;

namespace Gateway.Core.Tests.Conditions.Joint;

/// <summary>The inputs of one joint condition, set by hand.</summary>
internal sealed class TestInputs(IReadOnlyList<Point> points) : InputView
{
    private readonly InputState[] _states = points.Select(_ => new InputState(
        new Sample(double.NaN, Quality.NotConnected, DetectorFlags.None, 0, 0), false, WarningTier.None, WarningTier.None, false)).ToArray();

    public override int Count => _states.Length;

    public override InputState this[int index] => _states[index];

    public override Point PointOf(int index) => points[index];

    public void Set(int index, InputState state) => _states[index] = state;
}

/// <summary>
/// Drives one joint condition as the evaluator does: rechecks fire at their own moment before anything later is judged. Times in
/// seconds after <see cref="Start"/>.
/// </summary>
internal sealed class JointRig
{
    public static readonly long Start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    public static readonly RuleBasis Basis = new("rule", "1", "", null);

    private readonly JointCondition _condition;
    private readonly List<Point> _points;
    private readonly bool _restarts;
    private readonly List<string> _verdicts = [];
    private ConditionMemory _memory;
    private ConditionVerdict? _last;
    private long _now = Start;

    /// <param name="restarts">
    /// The memory is written out and read back into a fresh one before every judgement, and there are judgements between the readings.
    /// </param>
    public JointRig(JointCondition condition, IEnumerable<Point> points, bool restarts = false)
    {
        _condition = condition;
        _points = condition.Inputs.Select(id => points.Single(p => p.Id == id)).ToList();
        _restarts = restarts;
        Inputs = new TestInputs(_points);
        _memory = condition.Begin(Start);
    }

    public TestInputs Inputs { get; }

    /// <summary>Changes of the verdict: <c>30 Abnormal</c>.</summary>
    public string Verdicts => string.Join(", ", _verdicts);

    public ConditionVerdict Last => _last ?? ConditionVerdict.Hold;

    public JointRig Read(double second, string id, double value, Quality quality = Quality.Good, DetectorFlags flags = DetectorFlags.None) =>
        Change(second, id, state => state with { Last = new Sample(value, quality, flags, At(second), At(second)), Seen = true, Silent = false });

    public JointRig Tier(double second, string id, WarningTier tier) => Change(second, id, state => state with { ValueTier = tier });

    public JointRig Silence(double second, string id) => Change(second, id, state => state with { Silent = true, QualityTier = WarningTier.Blue });

    public JointRig Until(double second)
    {
        RunOut(At(second));
        return this;
    }

    /// <summary>Judges though nothing changed.</summary>
    public JointRig Look(double second)
    {
        RunOut(At(second));
        Judge(At(second), -1);
        return this;
    }

    public LocalizedText Describe(AlarmEvent happened = AlarmEvent.Raised) =>
        _condition.Describe(_points[0], new JointSample(Inputs, _now, _now, -1), _memory, happened);

    public static long At(double second) => Start + (long)(second * TimeSpan.TicksPerSecond);

    public static Point Point(string id, string unit = "", string zh = "", string quantity = "") => new()
    {
        Index = 0, Id = id, Name = new(zh.Length == 0 ? id : zh, id), Unit = unit, Quantity = quantity,
    };

    private static double Seconds(long time) => (time - Start) / (double)TimeSpan.TicksPerSecond;

    private JointRig Change(double second, string id, Func<InputState, InputState> change)
    {
        if (_restarts && _last is not null && At(second) - _now > 1)
        {
            Look(Seconds(_now + ((At(second) - _now) / 2)));
        }

        RunOut(At(second));
        var index = _points.FindIndex(p => p.Id == id);
        Inputs.Set(index, change(Inputs[index]));
        Judge(At(second), index);
        return this;
    }

    private void RunOut(long until)
    {
        while (_condition.RecheckAt(_memory) is var due && due <= until)
        {
            due.ShouldBeGreaterThan(_now, "a recheck must move on");
            Judge(due, -1);
        }
    }

    private void Judge(long time, int changed)
    {
        if (_restarts)
        {
            Restart();
        }

        _now = time;
        var verdict = _condition.Judge(new JointSample(Inputs, time, time, changed), ref _memory);
        if (verdict != _last)
        {
            _last = verdict;
            _verdicts.Add($"{Math.Round(Seconds(time), 3)} {verdict}");
        }
    }

    private void Restart()
    {
        var fresh = _condition.Begin(_now);
        if (_memory.Window is { } window)
        {
            var writer = new StateWriter();
            window.Save(writer);
            var reader = new StateReader(writer.Written);
            fresh.Window!.Load(ref reader);
            reader.IsEmpty.ShouldBeTrue();
        }

        _memory = _memory with { Window = fresh.Window };
    }
}

/// <summary>Names for rules in tests: ids, and roles with several points.</summary>
internal sealed class TestNames(params IReadOnlyList<Point> points) : IPointNames
{
    public IReadOnlyList<Point> Points => points;

    public IEnumerable<string> Known => points.Select(p => p.Id).Concat(points.Select(p => p.Role)).Where(n => n.Length > 0).Distinct();

    public IReadOnlyList<Point> Find(string name) =>
        points.Where(p => p.Id == name).ToList() is { Count: > 0 } exact ? exact : points.Where(p => p.Role == name).ToList();

    public ExpressionCondition Rule(string text, WarningTier tier = WarningTier.Orange, AbsentInput absent = AbsentInput.Hold)
    {
        var expression = ExpressionCompiler.Compile(text, this, out var errors);
        errors.ShouldBeEmpty();
        return new ExpressionCondition
        {
            Id = "rule", Tier = tier, Basis = JointRig.Basis, Inputs = expression!.Inputs, Expression = expression, Absent = absent,
        };
    }

    public JointRig Rig(string text, AbsentInput absent = AbsentInput.Hold, bool restarts = false) =>
        new(Rule(text, absent: absent), points, restarts);
}
