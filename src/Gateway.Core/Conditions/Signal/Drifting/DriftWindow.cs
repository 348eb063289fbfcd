using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>
/// Medians of the hours of the last days, and what their median was in the first such span: the reference. Only hours with data count, so
/// an outage makes the span longer, never the proof weaker. An hour takes at most 60 values, a minute apart.
/// </summary>
internal sealed class DriftWindow(int hours) : ConditionWindow
{
    private const int PerHour = 60;

    private readonly SortedRing _hour = new(PerHour);
    private readonly SortedRing _hours = new(hours);
    private long _hourStart;
    private long _last;

    /// <summary>Median of the first full span, in the point's unit; NaN until it has passed.</summary>
    public double Reference { get; private set; } = double.NaN;

    /// <summary>Median of the last span.</summary>
    public double Recent { get; private set; } = double.NaN;

    /// <summary>NaN until there is a reference.</summary>
    public double Shift => Recent - Reference;

    /// <summary>False for a value that changes nothing.</summary>
    public bool Add(double value, long time)
    {
        if (time >= _last && time - _last < TimeSpan.TicksPerMinute && _last > 0)
        {
            return false;
        }

        if (time - _hourStart >= TimeSpan.TicksPerHour)
        {
            CloseHour();
            _hourStart = time;
        }

        _hourStart = Math.Min(_hourStart, time);
        _last = time;
        _hour.Add(value);
        return true;
    }

    private void CloseHour()
    {
        if (_hour.Count == 0)
        {
            return;
        }

        _hours.Add(_hour.Median);
        _hour.Clear();
        if (!_hours.IsFull)
        {
            return;
        }

        Recent = _hours.Median;
        Reference = double.IsNaN(Reference) ? Recent : Reference;
    }

    public override void Save(StateWriter writer)
    {
        _hour.Save(writer);
        _hours.Save(writer);
        writer.Write(_hourStart);
        writer.Write(_last);
        writer.Write(Reference);
        writer.Write(Recent);
    }

    public override void Load(ref StateReader reader)
    {
        _hour.Load(ref reader);
        _hours.Load(ref reader);
        (_hourStart, _last) = (reader.ReadInt64(), reader.ReadInt64());
        (Reference, Recent) = (reader.ReadDouble(), reader.ReadDouble());
    }

    public override void ShiftClock(long by)
    {
        _hourStart += _last > 0 ? by : 0;
        _last += _last > 0 ? by : 0;
    }
}
