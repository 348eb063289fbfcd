using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Tests.Packs.Proofs;

/// <summary>The evaluator that judges live, with signals for the points of a made-up site. Time 0 is midnight of Thursday 1 January 2026 in China.</summary>
internal sealed class PackRig
{
    public const double Hour = 3600;
    public const double Day = 86_400;

    private static readonly long s_start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(8)).UtcTicks;

    private readonly IReadOnlyList<Point> _measured;
    private readonly SiteEvaluator _evaluator;
    private readonly Dictionary<string, Func<double, double>> _signals = [];
    private readonly Dictionary<string, (Quality Quality, DetectorFlags Flags)> _states = [];
    private readonly HashSet<string> _silent = [];
    private readonly List<AlarmTransition> _transitions = [];
    private readonly List<WarningEvent> _warnings = [];
    private readonly string _alarm;

    /// <param name="conditions">What is judged, by point id.</param>
    /// <param name="alarm">The alarm looked at.</param>
    public PackRig(IReadOnlyList<Point> measured, IReadOnlyList<Point> subjects, Func<string, IReadOnlyList<Condition>> conditions, string alarm)
    {
        (_measured, _alarm) = (measured, alarm);
        _evaluator = new SiteEvaluator(
            [.. measured.Concat(subjects).Select((point, index) => new PointPlan(point with { Index = index }, 0, conditions(point.Id)))], s_start - TimeSpan.TicksPerSecond);
    }

    /// <summary>Seconds passed.</summary>
    public double Now { get; private set; }

    public static DateTimeOffset Start => new(s_start, TimeSpan.Zero);

    /// <summary>What was said of the alarm, for a test that fails.</summary>
    public string Story => string.Join('\n', _transitions.Where(transition => transition.AlarmId == _alarm).Select(transition => $"{transition.Event} {transition.Reason.Text.En}"));

    public bool HasRaised => _transitions.Exists(transition => transition.AlarmId == _alarm && transition.Event == AlarmEvent.Raised);

    /// <summary>Points with the role, else with the quantity.</summary>
    public IReadOnlyList<string> Named(string name)
    {
        List<string> byRole = [.. _measured.Where(point => (point.Role.Length > 0 ? point.Role : point.Quantity) == name).Select(point => point.Id)];
        return byRole.Count > 0 ? byRole : [.. _measured.Where(point => point.Quantity == name).Select(point => point.Id)];
    }

    public void Signal(string point, Func<double, double> signal) => _signals[point] = signal;

    public void Set(string point, double value, Quality quality = Quality.Good, DetectorFlags flags = DetectorFlags.None)
    {
        (_signals[point], _states[point]) = (_ => value, (quality, flags));
        _silent.Remove(point);
    }

    /// <summary>Every point reads 0 again.</summary>
    public void Reset()
    {
        _signals.Clear();
        _states.Clear();
    }

    public void Silence(string point) => _silent.Add(point);

    /// <summary>Every point that is not silent sends at each step, the first now; then time passes up to the end.</summary>
    public void Run(double seconds, double step)
    {
        var (from, end) = (Now, Now + seconds);
        for (var i = 0; from + (i * step) < end; i++)
        {
            Now = from + (i * step);
            _evaluator.Evaluate(Readings(), Ticks, Ticks, _transitions, _warnings);
        }

        Now = end;
        _evaluator.Elapse(Ticks, _transitions, _warnings);
    }

    private long Ticks => s_start + (long)Math.Round(Now * TimeSpan.TicksPerSecond);

    private Reading[] Readings() =>
    [
        .. _measured.Select((point, index) => (Point: point, Index: index)).Where(entry => !_silent.Contains(entry.Point.Id)).Select(entry =>
        {
            var (quality, flags) = _states.GetValueOrDefault(entry.Point.Id, (Quality.Good, DetectorFlags.None));
            return new Reading(entry.Index, _signals.TryGetValue(entry.Point.Id, out var signal) ? signal(Now) : 0, Ticks, quality, flags);
        }),
    ];
}
