using System.Runtime.CompilerServices;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// What a high and a low limit share: the figure, its deadband (ISA-18.2), and what a value of doubtful quality may do. Uncertain values
/// may trip and never clear; bad ones and NaN hold.
/// </summary>
public abstract record ValueLimit : Condition
{
    /// <summary>In the point's unit. A value exactly at it trips.</summary>
    public required double Limit { get; init; }

    /// <summary>In the point's unit, 0 or more.</summary>
    public double Deadband { get; init; }

    public override double Threshold => Limit;

    public override double Band => Deadband;

    public override bool NeedsNumber => true;

    /// <summary>Inlined: it runs for every limit of every reading.</summary>
    /// <param name="reached">The value is at the limit or beyond.</param>
    /// <param name="notCleared">The value has not come back by more than the deadband.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static ConditionVerdict Decide(in Sample sample, ref ConditionMemory memory, bool reached, bool notCleared)
    {
        if (sample.Quality.IsBad() || double.IsNaN(sample.Value))
        {
            return ConditionVerdict.Hold;
        }

        if (reached)
        {
            memory.Tripped = true;
            return ConditionVerdict.Abnormal;
        }

        if (!sample.Quality.IsGood())
        {
            return ConditionVerdict.Hold;
        }

        memory.Tripped &= notCleared;
        return memory.Tripped ? ConditionVerdict.Abnormal : ConditionVerdict.Normal;
    }
}
