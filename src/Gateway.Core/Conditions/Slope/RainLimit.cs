using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// Rain of the last <see cref="Window"/> reached <see cref="Limit"/>. Summed in slices of a 96th of the window; a slice counts until all of it is too
/// old, so the sum is never too low. Memory: <c>Window</c> = <see cref="RainWindow"/>, <c>First</c> = the sum in mm.
/// </summary>
public sealed record RainLimit : Condition
{
    public required TimeSpan Window { get; init; }

    /// <summary>mm; a sum exactly at it trips.</summary>
    public required double Limit { get; init; }

    /// <summary>mm, 0 or more.</summary>
    public double Deadband { get; init; }

    /// <summary>True when the point counts up (and falls back to zero now and then); false when each value is the rain since the one before.</summary>
    public bool Counter { get; init; }

    public override ConditionKind Kind => ConditionKind.Rain;

    public override double Threshold => Limit;

    public override double Band => Deadband;

    public override bool NeedsNumber => true;

    public override ConditionMemory Begin(long now) => new() { Window = new RainWindow(Window) };

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        if (sample.Quality.IsBad() || !double.IsFinite(sample.Value))
        {
            return ConditionVerdict.Hold;
        }

        memory.First = ((RainWindow)memory.Window!).Add(sample.Time, sample.Value, Counter);
        if (memory.First >= Limit)
        {
            memory.Tripped = true;
            return ConditionVerdict.Abnormal;
        }

        // Less rain than the limit is no proof while some of the window was not watched.
        var mayClear = sample.Quality.IsGood() && (Counter || !memory.Tripped || !((RainWindow)memory.Window).IsBlind(sample.Time));
        if (!mayClear)
        {
            return ConditionVerdict.Hold;
        }

        memory.Tripped &= memory.First >= Limit - Deadband;
        return memory.Tripped ? ConditionVerdict.Abnormal : ConditionVerdict.Normal;
    }

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var span = LimitWords.Span(Window);
        var (sum, limit) = (SlopeWords.Number(memory.First), SlopeWords.Number(Limit));
        return happened == AlarmEvent.Raised
            ? new($"{span.Zh}累计雨量 {sum} mm，达到 {limit} mm", $"rain of {span.En} is {sum} mm, at or above {limit} mm")
            : new($"{span.Zh}累计雨量 {sum} mm，低于 {limit} mm", $"rain of {span.En} is {sum} mm, below {limit} mm");
    }
}
