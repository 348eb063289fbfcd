using Gateway.Core.Alarms;

namespace Gateway.Edge.Replay;

/// <summary>Gathers occurrences from transitions.</summary>
internal sealed class OccurrenceList
{
    private readonly Dictionary<string, Occurrence> _open = [];
    private readonly List<Occurrence> _ended = [];

    public void Add(AlarmTransition transition)
    {
        if (transition.Event == AlarmEvent.Raised)
        {
            End(transition.AlarmId, transition.EventTime);
            _open[transition.AlarmId] = new Occurrence(
                transition.PointId, transition.Tier, transition.Reason.Basis.Rule, transition.EventTime, long.MaxValue);
        }
        else if (transition.Event is AlarmEvent.ReturnedToNormal or AlarmEvent.RuleChanged)
        {
            End(transition.AlarmId, transition.EventTime);
        }
    }

    /// <summary>In order of their raise.</summary>
    public IReadOnlyList<Occurrence> All() =>
        [.. _ended.Concat(_open.Values).OrderBy(o => o.Raised).ThenBy(o => o.Point, StringComparer.Ordinal).ThenBy(o => o.Tier)];

    private void End(string alarmId, long at)
    {
        if (_open.Remove(alarmId, out var occurrence))
        {
            _ended.Add(occurrence with { Ended = at });
        }
    }
}
