using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>The run of the watched point, and how far each sibling ranged since it began.</summary>
internal sealed class SiblingFlatLineWindow(SiblingFlatLine rule) : ConditionWindow
{
    public FlatRun Run { get; } = new(rule.NoiseFloor, Math.Max(rule.Duration.Ticks, TimeSpan.TicksPerHour) / 4);

    public Sibling[] Siblings { get; } = [.. Enumerable.Range(1, Math.Max(0, rule.Inputs.Count - 1)).Select(_ => new Sibling())];

    /// <summary>False when the sample was there before.</summary>
    public bool AddWatched(in Sample sample, bool learn)
    {
        if (!Run.Add(sample, learn, out var started))
        {
            return false;
        }

        for (var i = 0; started && i < Siblings.Length; i++)
        {
            Siblings[i].Restart();
        }

        return true;
    }

    public void AddSibling(int index, in Sample sample)
    {
        if (Trip.Usable(sample))
        {
            Siblings[index].Add(sample);
        }
    }

    public override void Save(StateWriter writer)
    {
        Run.Save(writer);
        writer.Write(Siblings.Length);
        foreach (var sibling in Siblings)
        {
            sibling.Save(writer);
        }
    }

    public override void Load(ref StateReader reader)
    {
        Run.Load(ref reader);
        if (reader.ReadInt32() != Siblings.Length)
        {
            throw new InvalidDataException("The state holds another number of siblings.");
        }

        foreach (var sibling in Siblings)
        {
            sibling.Load(ref reader);
        }
    }

    public override void Skip(long from, long until) => Run.Skip(until - from);

    public override void ShiftClock(long by)
    {
        Run.ShiftClock(by);
        foreach (var sibling in Siblings)
        {
            sibling.ShiftClock(by);
        }
    }

    /// <summary>Range of one sibling since the run began, in its own unit.</summary>
    internal sealed class Sibling
    {
        private readonly NoiseFloor _noise = new();
        private double _least = double.NaN;
        private double _most = double.NaN;
        private double _now = double.NaN;
        private long _time;

        public void Add(in Sample sample)
        {
            if (sample.Time == _time)
            {
                return;
            }

            (_now, _time) = (sample.Value, sample.Time);
            _least = _now < _least || double.IsNaN(_least) ? _now : _least;
            _most = _now > _most || double.IsNaN(_most) ? _now : _most;
            _noise.Learn(_now);
        }

        public bool HasMoved(double times) => _noise.IsLearned && _most - _least > times * _noise.Floor;

        public void Restart() => (_least, _most) = (_now, _now);

        public void Save(StateWriter writer)
        {
            _noise.Save(writer);
            writer.Write(_least);
            writer.Write(_most);
            writer.Write(_now);
            writer.Write(_time);
        }

        public void Load(ref StateReader reader)
        {
            _noise.Load(ref reader);
            (_least, _most, _now) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
            _time = reader.ReadInt64();
        }

        public void ShiftClock(long by) => _time += _time > 0 ? by : 0;
    }
}
