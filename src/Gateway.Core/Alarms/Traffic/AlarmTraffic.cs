using Gateway.Core.State;

namespace Gateway.Core.Alarms.Traffic;

/// <summary>
/// Counts the alarms of one site by shift and compares them with what EEMUA 191 and ISA-18.2 hold to be good (domain rule 7.3).
/// Load and floods go by the time of decision, because that is when people were called; chattering, fleeting and standing go by event time,
/// because that is what the process did. Judging and the faults of the gateway itself work side by side: a decision a little before the newest
/// counts as the newest, one more than ten minutes before it means that our clock was set back.
/// The same transitions give the same figures, through any number of <see cref="Save"/> and <see cref="Load"/>. Memory is bounded by the options.
/// </summary>
/// <remarks>Not safe for several threads at once.</remarks>
public sealed class AlarmTraffic
{
    private const int Form = 1;

    private static readonly long s_lastTime = DateTime.MaxValue.Ticks - TimeSpan.FromDays(366).Ticks;

    private readonly AlarmTrafficOptions _options;
    private readonly Dictionary<string, AlarmTally> _alarms = new(StringComparer.Ordinal);
    private readonly Queue<ShiftFigures> _closed = new();
    private readonly ShiftTally _shift = new();
    private readonly FloodMeter _flood;
    private long _now;

    /// <param name="start">UTC ticks: counting begins with the shift that holds it.</param>
    /// <exception cref="ArgumentException">A figure of the options is outside its range.</exception>
    public AlarmTraffic(AlarmTrafficOptions options, long start)
    {
        _options = AlarmTrafficOptions.Checked(options);
        _flood = new FloodMeter(options.FloodAbove, options.FloodEndsBelow);
        _now = start;
        _shift.Start(options.ShiftAt(start), inFlood: false);
    }

    /// <summary>True while the site is in an alarm flood, as of the last transition.</summary>
    public bool IsFlood => _flood.IsFlood;

    public void Add(AlarmTransition transition)
    {
        FollowClock(transition.DecidedTime);
        MoveTo(Math.Max(_now, transition.DecidedTime));
        _shift.Count(transition.Event);
        if (transition.Event is AlarmEvent.WouldHaveAlarmed or AlarmEvent.WouldHaveReturned)
        {
            return;
        }

        var announced = transition.To == AlarmState.Unacknowledged;
        if (announced)
        {
            _shift.Announce(_now, transition.Tier);
            _shift.Floods += _flood.Add(_now) ? 1 : 0;
        }

        _shift.SilencedRaises += transition.Event == AlarmEvent.Raised && !announced ? 1 : 0;
        if (TallyOf(transition.AlarmId) is { } tally)
        {
            tally.Add(transition, announced, _options.FleetingWithin);
        }
        else
        {
            _shift.Unnamed += announced ? 1 : 0;
        }
    }

    /// <summary>The closed shifts that are kept, oldest first, then the running one as of <paramref name="now"/> (UTC ticks). Changes nothing.</summary>
    public IReadOnlyList<ShiftFigures> Figures(long now)
    {
        var copy = Copy();
        copy.MoveTo(Math.Max(_now, now));
        return [.. copy._closed, FiguresWriter.Write(copy._shift, copy._alarms.Values, copy._now)];
    }

    /// <summary>What would calm the alarms that chatter in the running shift. Only ever a suggestion: nothing is applied.</summary>
    public IReadOnlyList<TuningSuggestion> Suggestions() =>
        [.. _alarms.Values.Where(a => a.Chattering > 0).OrderByDescending(a => a.Announced).ThenBy(a => a.AlarmId, StringComparer.Ordinal)
            .Select(SuggestionWriter.Write).OfType<TuningSuggestion>()];

    public void Save(StateWriter writer)
    {
        writer.Write(Form);
        writer.Write(_now);
        _shift.Save(writer);
        _flood.Save(writer);
        writer.Write(_alarms.Count);
        foreach (var (id, tally) in _alarms)
        {
            writer.Write(id);
            tally.Save(writer);
        }

        writer.Write(_closed.Count);
        foreach (var figures in _closed)
        {
            FiguresState.Save(figures, writer);
        }
    }

    /// <summary>Into a fresh one with the same options.</summary>
    /// <exception cref="InvalidDataException">Another form, other figures of flood, or damaged; then start with a new one.</exception>
    public void Load(ref StateReader reader)
    {
        if (reader.ReadInt32() != Form)
        {
            throw new InvalidDataException("The state of alarm traffic has another form.");
        }

        _now = reader.ReadInt64();
        _shift.Load(ref reader);
        _flood.Load(ref reader);
        if (_now < 0 || _now > s_lastTime || _options.ShiftAt(_now) != _shift.Shift)
        {
            throw new InvalidDataException("The state of alarm traffic is of another calendar, or damaged.");
        }

        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var id = reader.ReadString();
            _alarms[id] = AlarmTally.Load(id, ref reader);
        }

        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            _closed.Enqueue(FiguresState.Load(ref reader));
        }
    }

    private AlarmTraffic Copy()
    {
        var writer = new StateWriter();
        Save(writer);
        var copy = new AlarmTraffic(_options, _now);
        var reader = new StateReader(writer.Written);
        copy.Load(ref reader);
        return copy;
    }

    private AlarmTally? TallyOf(string alarmId)
    {
        if (!_alarms.TryGetValue(alarmId, out var tally) && _alarms.Count < _options.MaximumAlarms)
        {
            _alarms[alarmId] = tally = new AlarmTally(alarmId);
        }

        return tally;
    }

    private void FollowClock(long time)
    {
        if (time >= _now - FloodMeter.Window)
        {
            return;
        }

        _flood.ShiftClock(time - _now);
        if (time < _shift.Shift.Start)
        {
            Close(_now);
            _shift.Start(_options.ShiftAt(time), _flood.IsFlood);
        }

        _now = time;
    }

    private void MoveTo(long time)
    {
        // A gap longer than the history: the shifts in it had nothing to count, and those that would be dropped again are not made.
        var oldestOfUse = time - (TimeSpan.TicksPerDay * (_options.KeptShifts + 1L));
        while (time >= _shift.Shift.End)
        {
            var end = _shift.Shift.End;
            _shift.FloodTicks += _flood.Pass(_now, end);
            Close(end);
            _now = Math.Max(end, oldestOfUse);
            _flood.Pass(end, _now);
            _shift.Start(_options.ShiftAt(_now), _flood.IsFlood);
        }

        _shift.FloodTicks += _flood.Pass(_now, time);
        _now = time;
    }

    private void Close(long end)
    {
        _closed.Enqueue(FiguresWriter.Write(_shift, _alarms.Values, end));
        if (_closed.Count > _options.KeptShifts)
        {
            _closed.Dequeue();
        }

        foreach (var tally in _alarms.Values.Where(a => a.CanBeForgotten).ToList())
        {
            _alarms.Remove(tally.AlarmId);
        }

        foreach (var tally in _alarms.Values)
        {
            tally.StartShift();
        }
    }
}
