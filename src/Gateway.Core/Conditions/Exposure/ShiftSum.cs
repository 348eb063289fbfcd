using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>The time integral of a value since the shift began: trapezoids between usable samples, nothing across gaps, nothing of the shift
/// before. What passed before the first sample of the shift is missing.</summary>
internal sealed class ShiftSum(ShiftCalendar calendar, TimeSpan period) : ConditionWindow
{
    private SamplePeriod _period = new(period);
    private long _from = long.MinValue;
    private long _until = long.MinValue;
    private long _lastTime = long.MinValue;
    private double _lastValue;
    private bool _lastSure;
    private double _integral;
    private long _known;
    private long _sure;

    /// <summary>Begin of the running shift, UTC ticks.</summary>
    public long From => _from;

    /// <inheritdoc cref="SlidingMean.Add"/>
    public void Add(long time, double value, bool sure)
    {
        if (time >= _until || time < _from)
        {
            (_from, _until) = calendar.ShiftAt(time);
            (_integral, _known, _sure) = (0, 0, 0);
        }

        if (time <= _lastTime)
        {
            _lastValue = Math.Max(_lastValue, value);
            _lastSure &= sure;
            return;
        }

        if (_lastTime != long.MinValue && _period.Bridges(time - _lastTime))
        {
            Append(time, value, sure);
        }

        (_lastTime, _lastValue, _lastSure) = (time, value, sure);
    }

    public WindowMean Read() => new(_integral, _known, _sure, _lastTime - _from);

    private void Append(long time, double value, bool sure)
    {
        var (begin, first) = (_lastTime, _lastValue);
        if (begin < _from)
        {
            first += (value - first) * ((double)(_from - begin) / (time - begin));
            begin = _from;
        }

        _integral += (first + value) / 2 * (time - begin);
        _known += time - begin;
        _sure += sure && _lastSure ? time - begin : 0;
    }

    public override void Save(StateWriter writer)
    {
        _period.Save(writer);
        writer.Write(_from);
        writer.Write(_until);
        writer.Write(_lastTime);
        writer.Write(_lastValue);
        writer.Write(_lastSure);
        writer.Write(_integral);
        writer.Write(_known);
        writer.Write(_sure);
    }

    public override void Load(ref StateReader reader)
    {
        _period.Load(ref reader);
        _from = reader.ReadInt64();
        _until = reader.ReadInt64();
        _lastTime = reader.ReadInt64();
        _lastValue = reader.ReadDouble();
        _lastSure = reader.ReadBoolean();
        _integral = reader.ReadDouble();
        _known = reader.ReadInt64();
        _sure = reader.ReadInt64();
    }

    /// <summary>The shift is by the wall clock and stays; a sample that comes to lie in another one begins that.</summary>
    public override void ShiftClock(long by)
    {
        if (_lastTime != long.MinValue)
        {
            _lastTime += by;
        }
    }
}
