using Gateway.Core.State;

namespace Gateway.Core.Conditions.Expressions.Evaluation;

/// <summary>What the timed parts and rates of one rule remember.</summary>
internal sealed class ExpressionWindow(int times, ReadOnlySpan<long> rateWindows) : ConditionWindow
{
    public const long Never = long.MinValue;

    /// <summary>Still so: between two judgements what was so stays so, however many judgements there are.</summary>
    public const long Standing = long.MaxValue;

    /// <summary>Since when, or when last, by slot; UTC ticks.</summary>
    public long[] Times { get; } = Enumerable.Repeat(Never, times).ToArray();

    public RateTrack[] Rates { get; } = [.. rateWindows.ToArray().Select(window => new RateTrack(window))];

    /// <summary>Follows when something was last so. Returns <see cref="Never"/>, <see cref="Standing"/> or the moment it ceased.</summary>
    public static long Follow(ref long last, bool isSo, long time, bool readOnly)
    {
        var now = isSo ? Standing : last == Standing ? time : last;
        last = readOnly ? last : now;
        return now;
    }

    public static void Shift(Span<long> times, long by)
    {
        foreach (ref var time in times)
        {
            time += time is Never or Standing ? 0 : by;
        }
    }

    public override void Save(StateWriter writer)
    {
        writer.Write(Times.AsSpan());
        writer.Write(Rates.Length);
        foreach (var rate in Rates)
        {
            rate.Save(writer);
        }
    }

    public override void Load(ref StateReader reader)
    {
        reader.ReadInt64s(Times);
        if (reader.ReadInt32() is var written && written != Rates.Length)
        {
            throw new InvalidDataException($"The state holds {written} rates where {Rates.Length} are expected.");
        }

        foreach (var rate in Rates)
        {
            rate.Load(ref reader);
        }
    }

    public override void ShiftClock(long by)
    {
        Shift(Times, by);
        foreach (var rate in Rates)
        {
            rate.ShiftClock(by);
        }
    }
}
