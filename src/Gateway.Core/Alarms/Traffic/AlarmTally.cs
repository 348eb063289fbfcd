using Gateway.Core.Conditions;
using Gateway.Core.State;
using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms.Traffic;

/// <summary>What is remembered of one alarm: its state now, its last crossings, and the counts of the running shift. Bounded.</summary>
internal sealed class AlarmTally(string alarmId)
{
    private const int KeptCrossings = 16;
    private static readonly long s_minute = TimeSpan.FromMinutes(1).Ticks;

    private readonly List<Crossing> _crossings = new(4);

    // The last raise, and the two before it, oldest first.
    private readonly long[] _recent = [long.MinValue / 2, long.MinValue / 2];
    private long _raised = long.MinValue / 2;

    public string AlarmId => alarmId;

    public string PointId { get; private set; } = "";

    public ConditionKind Kind { get; private set; }

    public WarningTier Tier { get; private set; }

    public AlarmState State { get; private set; }

    /// <summary>Since when it stands, event time in UTC ticks; 0 while it does not.</summary>
    public long StandingSince { get; private set; }

    /// <summary>Times it asked for attention in the running shift.</summary>
    public int Announced { get; private set; }

    public int Fleeting { get; private set; }

    /// <summary>Activations of the running shift that were the third or later within one minute.</summary>
    public int Chattering { get; private set; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Crossing> Crossings => _crossings;

    public bool CanBeForgotten => State == AlarmState.Normal && Announced == 0;

    public void Add(AlarmTransition transition, bool announced, TimeSpan fleetingWithin)
    {
        var time = transition.EventTime;
        (PointId, Kind, Tier, State) = (transition.PointId, transition.Kind, transition.Tier, transition.To);
        Announced += announced ? 1 : 0;
        // The occurrence began before a silence that has ended in between.
        StandingSince = !State.IsStanding() ? 0 : StandingSince > 0 ? StandingSince : transition.Occurrence > 0 ? Math.Min(transition.Occurrence, time) : time;
        if (transition.Event == AlarmEvent.Raised && announced)
        {
            Raise(transition, time);
        }
        else if (transition.Event == AlarmEvent.ReturnedToNormal && _crossings.Count > 0)
        {
            Return(transition, time, fleetingWithin);
        }
    }

    public void StartShift() => (Announced, Fleeting, Chattering) = (0, 0, 0);

    public void Save(StateWriter writer)
    {
        writer.Write(PointId);
        writer.Write((byte)Kind);
        writer.Write((byte)Tier);
        writer.Write((byte)State);
        writer.Write(StandingSince);
        writer.Write(Announced);
        writer.Write(Fleeting);
        writer.Write(Chattering);
        writer.Write(_raised);
        writer.Write(_recent.AsSpan());
        writer.Write(_crossings.Count);
        foreach (var crossing in _crossings)
        {
            writer.Write(crossing.AbnormalSince);
            writer.Write(crossing.NormalSince);
            writer.Write(crossing.Limit);
            writer.Write(crossing.ReturnValue);
        }
    }

    public static AlarmTally Load(string alarmId, ref StateReader reader)
    {
        var tally = new AlarmTally(alarmId)
        {
            PointId = reader.ReadString(), Kind = (ConditionKind)reader.ReadByte(), Tier = (WarningTier)reader.ReadByte(),
            State = (AlarmState)reader.ReadByte(), StandingSince = reader.ReadInt64(), Announced = reader.ReadInt32(),
            Fleeting = reader.ReadInt32(), Chattering = reader.ReadInt32(), _raised = reader.ReadInt64(),
        };
        reader.ReadInt64s(tally._recent);
        var count = reader.ReadInt32();
        if (count is < 0 or > KeptCrossings)
        {
            throw new InvalidDataException("The state of an alarm's crossings is damaged.");
        }

        for (var i = 0; i < count; i++)
        {
            tally._crossings.Add(new(reader.ReadInt64(), reader.ReadInt64(), reader.ReadDouble(), reader.ReadDouble()));
        }

        return tally;
    }

    private void Raise(AlarmTransition transition, long time)
    {
        (_recent[0], _recent[1], _raised) = (_recent[1], _raised, time);
        // [V:75]: three activations within one minute.
        Chattering += time - _recent[0] is var span && span >= 0 && span <= s_minute ? 1 : 0;
        if (_crossings.Count == KeptCrossings)
        {
            _crossings.RemoveAt(0);
        }

        _crossings.Add(new(SinceOf(transition, time), 0, transition.Reason.Limit, double.NaN));
    }

    private void Return(AlarmTransition transition, long time, TimeSpan fleetingWithin)
    {
        var last = _crossings[^1];
        if (last.NormalSince == 0)
        {
            Fleeting += time - _raised <= fleetingWithin.Ticks ? 1 : 0;
            _crossings[^1] = last with { NormalSince = SinceOf(transition, time), ReturnValue = transition.Reason.Value };
        }
    }

    private static long SinceOf(AlarmTransition transition, long time) => transition.Reason.Since > 0 ? Math.Min(transition.Reason.Since, time) : time;
}
