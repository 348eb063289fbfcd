using System.Runtime.CompilerServices;

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

    /// <inheritdoc cref="Comparator.Decide(in Sample, ref ConditionMemory, bool, bool)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static ConditionVerdict Decide(in Sample sample, ref ConditionMemory memory, bool reached, bool notCleared) =>
        Comparator.Decide(sample, ref memory, reached, notCleared);
}
