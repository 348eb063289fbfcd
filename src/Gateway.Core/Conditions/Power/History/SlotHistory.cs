using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>
/// What a condition on quarter-hour means keeps: the running quarter, the running day, how many quarters in a row were beyond, and the verdict
/// of the last one. Days that are whole and not flagged go to <see cref="Learn"/>.
/// </summary>
internal abstract class SlotHistory : ConditionWindow
{
    /// <summary>A day with more missing quarters teaches nothing (domain rule 4.3: meter gaps).</summary>
    public const int LeastSlots = 86;

    private readonly float[] _day = new float[PowerSlot.PerDay];
    private int _dayNumber = -1;

    protected SlotHistory() => Array.Fill(_day, float.NaN);

    public SlotMeter Meter { get; } = new();

    /// <summary>Quarters in a row that were beyond.</summary>
    public int Streak { get; set; }

    /// <summary>Quarters of the running day that were beyond.</summary>
    public int BeyondToday { get; set; }

    /// <summary>Local number of the last day that counted, and how many such days in a row.</summary>
    public int StreakDay { get; set; } = -1;

    public int StreakDays { get; set; }

    public ConditionVerdict Verdict { get; set; } = ConditionVerdict.Hold;

    /// <summary>The last judged mean and what it was compared with, for the text.</summary>
    public double Figure { get; set; } = double.NaN;

    public double Against { get; set; } = double.NaN;

    /// <summary>The running day is abnormal, suspended or excluded, and must not become the measure of others.</summary>
    public bool DayIsFlagged { get; set; }

    protected ReadOnlySpan<float> Day => _day;

    /// <summary>Ends the running day if this slot is of another one. Call before judging the slot: it may use what the day taught.</summary>
    public void Enter(in PowerSlot slot, SiteCalendar calendar)
    {
        var day = calendar.DayOf(slot.Start);
        if (day == _dayNumber)
        {
            return;
        }

        if (_dayNumber >= 0 && !DayIsFlagged && Known() >= LeastSlots)
        {
            Learn(calendar.TypeOf(_dayNumber));
        }

        _dayNumber = day;
        BeyondToday = 0;
        DayIsFlagged = false;
        Array.Fill(_day, float.NaN);
    }

    public void Note(in PowerSlot slot, SiteCalendar calendar) => _day[SlotOfDay(slot.Start, calendar)] = (float)slot.Mean;

    public static int SlotOfDay(long start, SiteCalendar calendar) => (int)(calendar.TimeOfDay(start).Ticks / PowerSlot.Length);

    protected abstract void Learn(DayType type);

    private int Known()
    {
        var known = 0;
        foreach (var value in _day)
        {
            known += float.IsNaN(value) ? 0 : 1;
        }

        return known;
    }

    /// <summary>Copies the known ones of some quarters of the running day; returns how many.</summary>
    protected int Collect(Range slots, Span<float> into) => Known(_day.AsSpan(slots), into);

    protected static int Known(ReadOnlySpan<float> values, Span<float> into)
    {
        var count = 0;
        foreach (var value in values)
        {
            if (!float.IsNaN(value))
            {
                into[count++] = value;
            }
        }

        return count;
    }

    public override void Save(StateWriter writer)
    {
        Meter.Save(writer);
        Write(writer, _day);
        writer.Write(_dayNumber);
        writer.Write(Streak);
        writer.Write(BeyondToday);
        writer.Write(StreakDay);
        writer.Write(StreakDays);
        writer.Write((byte)Verdict);
        writer.Write(Figure);
        writer.Write(Against);
        writer.Write(DayIsFlagged);
    }

    public override void Load(ref StateReader reader)
    {
        Meter.Load(ref reader);
        Read(ref reader, _day);
        _dayNumber = reader.ReadInt32();
        Streak = reader.ReadInt32();
        BeyondToday = reader.ReadInt32();
        StreakDay = reader.ReadInt32();
        StreakDays = reader.ReadInt32();
        Verdict = (ConditionVerdict)reader.ReadByte();
        Figure = reader.ReadDouble();
        Against = reader.ReadDouble();
        DayIsFlagged = reader.ReadBoolean();
    }

    public override void ShiftClock(long by) => Meter.ShiftClock(by);

    protected static void Write(StateWriter writer, ReadOnlySpan<float> values)
    {
        writer.Write(values.Length);
        foreach (var value in values)
        {
            writer.Write(BitConverter.SingleToInt32Bits(value));
        }
    }

    protected static void Read(ref StateReader reader, Span<float> into)
    {
        if (StateCount.Read(ref reader, into.Length) != into.Length)
        {
            throw new InvalidDataException($"The state does not hold {into.Length} values.");
        }

        foreach (ref var value in into)
        {
            value = BitConverter.Int32BitsToSingle(reader.ReadInt32());
        }
    }
}
