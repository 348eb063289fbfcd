using System.Runtime.InteropServices;
using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Edge.Replay;

/// <summary>The engine of the live gateway, fed with what was instead of what is. One thread.</summary>
/// <param name="site">The rules to judge by.</param>
/// <param name="tell">Called for every transition, in order.</param>
internal sealed class ReplayJudge(ReplaySite site, Action<AlarmTransition> tell) : IJudge
{
    private readonly List<Reading> _together = new(256);
    private readonly List<AlarmTransition> _transitions = [];
    private readonly List<WarningEvent> _warnings = [];
    private SiteEvaluator? _evaluator;

    /// <summary>Null before the first sample.</summary>
    public SiteEvaluator? Evaluator => _evaluator;

    /// <summary>Forgets everything: judging began anew at this time, UTC ticks.</summary>
    public void Begin(long now) => _evaluator = new SiteEvaluator(site.Plan, now, site.Evaluator);

    /// <summary>Judges samples in order; those received at the same moment as one batch, as a driver would hand them over.</summary>
    public void Judge(ReadOnlySpan<ReplaySample> samples)
    {
        for (var first = 0; first < samples.Length;)
        {
            var received = samples[first].Received;
            var end = first;
            _together.Clear();
            while (end < samples.Length && samples[end].Received == received)
            {
                _together.Add(samples[end++].Reading);
            }

            Judge(CollectionsMarshal.AsSpan(_together), received);
            first = end;
        }
    }

    /// <summary>Judges one batch.</summary>
    public void Judge(ReadOnlySpan<Reading> readings, long received)
    {
        _evaluator ??= new SiteEvaluator(site.Plan, received, site.Evaluator);
        _evaluator.Evaluate(readings, received, received, _transitions, _warnings);
        Tell();
    }

    /// <summary>Judging went on after the process had stood still.</summary>
    public void Resume(long now)
    {
        _evaluator ??= new SiteEvaluator(site.Plan, now, site.Evaluator);
        _evaluator.Resume(now, _transitions, _warnings);
        Tell();
    }

    public void Elapse(long now)
    {
        _evaluator?.Elapse(now, _transitions, _warnings);
        Tell();
    }

    public void SetForward(long from, long to)
    {
        _evaluator?.SetForward(from, to, _transitions, _warnings);
        Tell();
    }

    public void Command(AlarmCommand command, long now)
    {
        _evaluator?.Command(command, now, _transitions, _warnings);
        Tell();
    }

    private void Tell()
    {
        if (_transitions.Count == 0)
        {
            return;
        }

        foreach (var transition in _transitions)
        {
            tell(transition);
        }

        _transitions.Clear();
        _warnings.Clear();
    }
}
