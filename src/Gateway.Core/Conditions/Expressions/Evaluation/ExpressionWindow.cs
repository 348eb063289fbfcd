using Gateway.Core.State;

namespace Gateway.Core.Conditions.Expressions.Evaluation;

/// <summary>What the timed parts and rates of one rule remember.</summary>
/// <param name="sinces">How many <c>for</c> there are.</param>
/// <param name="lasts">How many <c>within</c>.</param>
internal sealed class ExpressionWindow(int sinces, int lasts, ReadOnlySpan<long> rateWindows) : ConditionWindow
{
    public const long Never = long.MinValue;

    /// <summary>Still so: between two judgements what was so stays so, however many judgements there are.</summary>
    public const long Standing = long.MaxValue;

    /// <summary>
    /// Since when the part of a <c>for</c> is true, by slot; UTC ticks. After a time without watching less than zero: minus the ticks proved
    /// before, which count from the next proof on.
    /// </summary>
    public long[] Sinces { get; } = Enumerable.Repeat(Never, sinces).ToArray();

    /// <summary>When the part of a <c>within</c> was last true, by slot; UTC ticks.</summary>
    public long[] Lasts { get; } = Enumerable.Repeat(Never, lasts).ToArray();

    public RateTrack[] Rates { get; } = [.. rateWindows.ToArray().Select(window => new RateTrack(window))];

    /// <summary>Follows when something was last so. Returns <see cref="Never"/>, <see cref="Standing"/> or the moment it ceased.</summary>
    public static long Follow(ref long last, bool isSo, long time, bool readOnly)
    {
        var now = isSo ? Standing : last == Standing ? time : last;
        last = readOnly ? last : now;
        return now;
    }

    /// <summary>What still was so is known to have been so until then.</summary>
    public static void EndAt(long time, Span<long> lasts)
    {
        foreach (ref var last in lasts)
        {
            last = last == Standing ? time : last;
        }
    }

    public static void Shift(Span<long> times, long by)
    {
        foreach (ref var time in times)
        {
            time += time is < 0 or Standing ? 0 : by;
        }
    }

    public override void Save(StateWriter writer)
    {
        writer.Write(Sinces.AsSpan());
        writer.Write(Lasts.AsSpan());
        writer.Write(Rates.Length);
        foreach (var rate in Rates)
        {
            rate.Save(writer);
        }
    }

    public override void Load(ref StateReader reader)
    {
        reader.ReadInt64s(Sinces);
        reader.ReadInt64s(Lasts);
        if (reader.ReadInt32() is var written && written != Rates.Length)
        {
            throw new InvalidDataException($"The state holds {written} rates where {Rates.Length} are expected.");
        }

        foreach (var rate in Rates)
        {
            rate.Load(ref reader);
        }
    }

    /// <summary>Of a <c>for</c> what was proved before stays proved and the time until the next proof does not count; a <c>within</c> runs on.</summary>
    public override void Skip(long from, long until)
    {
        foreach (ref var since in Sinces.AsSpan())
        {
            since = since < 0 ? since : Math.Min(-1, since - from);
        }

        EndAt(from, Lasts);
        foreach (var rate in Rates)
        {
            rate.Skip(until - from);
        }
    }

    public override void ShiftClock(long by)
    {
        Shift(Sinces, by);
        Shift(Lasts, by);
        foreach (var rate in Rates)
        {
            rate.ShiftClock(by);
        }
    }
}
