using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Edge.Replay;

/// <summary>One pass of one rule set over what was measured, and what came of it.</summary>
internal sealed class ReplayRun : IJudge, IDisposable
{
    private readonly TransitionLines? _lines;
    private readonly OccurrenceList _occurrences = new();
    private readonly ReplayJudge _judge;

    /// <param name="output">Receives the transitions as JSON lines; null when nobody wants them.</param>
    public ReplayRun(ReplaySite site, Stream? output)
    {
        _lines = output is null ? null : new TransitionLines(output);
        _judge = new ReplayJudge(site, Note);
    }

    public long Samples { get; private set; }

    public long Transitions { get; private set; }

    /// <summary>Event time of the first sample, UTC ticks; 0 before it.</summary>
    public long First { get; private set; }

    /// <summary>Event time of the newest sample, UTC ticks.</summary>
    public long Last { get; private set; }

    public IReadOnlyList<Occurrence> Occurrences => _occurrences.All();

    public TimeSpan Span => TimeSpan.FromTicks(Last - First);

    /// <summary>Raises by tier.</summary>
    public IReadOnlyDictionary<WarningTier, int> Raises() => Occurrences.GroupBy(o => o.Tier).ToDictionary(group => group.Key, group => group.Count());

    /// <summary>Samples in order of event time.</summary>
    public void Take(ReadOnlySpan<ReplaySample> samples)
    {
        if (!samples.IsEmpty)
        {
            Note(samples[0].Reading.SourceTime, samples[^1].Reading.SourceTime, samples.Length);
            _judge.Judge(samples);
        }
    }

    public void Begin(long now) => _judge.Begin(now);

    public void Resume(long now) => _judge.Resume(now);

    public void Judge(ReadOnlySpan<Reading> readings, long received)
    {
        if (!readings.IsEmpty)
        {
            Note(readings[0].SourceTime, readings[^1].SourceTime, readings.Length);
        }

        _judge.Judge(readings, received);
    }

    public void Elapse(long now) => _judge.Elapse(now);

    public void SetForward(long from, long to) => _judge.SetForward(from, to);

    public void Command(AlarmCommand command, long now) => _judge.Command(command, now);

    /// <summary>The last moment of the replay has come: delays that ran out by then run out.</summary>
    public void End() => _judge.Elapse(Last);

    public void Dispose() => _lines?.Dispose();

    private void Note(long first, long last, int count)
    {
        First = First == 0 ? first : First;
        Last = Math.Max(Last, last);
        Samples += count;
    }

    private void Note(AlarmTransition transition)
    {
        Transitions++;
        _occurrences.Add(transition);
        _lines?.Write(transition);
    }
}
