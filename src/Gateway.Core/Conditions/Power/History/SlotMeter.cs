using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>Makes quarter-hour means of samples, by trapezoids that are cut at the quarter. Give a sample, then take what has ended.</summary>
internal sealed class SlotMeter
{
    private SamplePeriod _period;
    private long _slotEnd = long.MinValue;
    private long _lastTime;
    private double _lastValue;
    private bool _lastSure;
    private long _nextTime;
    private double _nextValue;
    private bool _nextSure;
    private bool _bridged;
    private double _integral;
    private long _known;
    private long _sure;

    /// <summary>Times go forward; a sample that does not is left out. False then, and for the first one.</summary>
    public bool Give(long time, double value, bool sure)
    {
        if (_slotEnd == long.MinValue)
        {
            _slotEnd = EndOf(time);
            (_lastTime, _lastValue, _lastSure) = (time, value, sure);
            return false;
        }

        if (time <= _lastTime)
        {
            return false;
        }

        _bridged = _period.Bridges(time - _lastTime);
        (_nextTime, _nextValue, _nextSure) = (time, value, sure);
        return true;
    }

    /// <summary>The next slot the given sample has ended; false when there is none left, and the sample is taken in.</summary>
    public bool TakeEnded(out PowerSlot slot)
    {
        if (_nextTime < _slotEnd)
        {
            Add(_nextTime, _nextValue);
            _lastSure = _nextSure;
            slot = default;
            return false;
        }

        Add(_slotEnd, _lastValue + ((_nextValue - _lastValue) * ((double)(_slotEnd - _lastTime) / (_nextTime - _lastTime))));
        var mean = _known >= PowerSlot.Length * PowerSlot.Coverage ? _integral / _known : double.NaN;
        slot = new PowerSlot(_slotEnd - PowerSlot.Length, mean, _sure >= PowerSlot.Length * PowerSlot.Coverage);
        _slotEnd += PowerSlot.Length;
        (_integral, _known, _sure) = (0, 0, 0);
        return true;
    }

    private void Add(long until, double value)
    {
        if (_bridged)
        {
            var length = until - _lastTime;
            _integral += (_lastValue + value) / 2 * length;
            _known += length;
            _sure += _lastSure && _nextSure ? length : 0;
        }

        (_lastTime, _lastValue) = (until, value);
    }

    private static long EndOf(long time) => time - (time % PowerSlot.Length) + PowerSlot.Length;

    public void Save(StateWriter writer)
    {
        _period.Save(writer);
        writer.Write(_slotEnd);
        writer.Write(_lastTime);
        writer.Write(_lastValue);
        writer.Write(_lastSure);
        writer.Write(_integral);
        writer.Write(_known);
        writer.Write(_sure);
    }

    public void Load(ref StateReader reader)
    {
        _period.Load(ref reader);
        _slotEnd = reader.ReadInt64();
        _lastTime = reader.ReadInt64();
        _lastValue = reader.ReadDouble();
        _lastSure = reader.ReadBoolean();
        _integral = reader.ReadDouble();
        _known = reader.ReadInt64();
        _sure = reader.ReadInt64();
    }

    /// <summary>Slots are by the wall clock: the running one is given up and begins anew where the clock now stands.</summary>
    public void ShiftClock(long by)
    {
        if (_slotEnd != long.MinValue)
        {
            _lastTime += by;
            _slotEnd = EndOf(_lastTime);
            (_integral, _known, _sure) = (0, 0, 0);
        }
    }
}
