using System.Runtime.CompilerServices;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// The comparator with deadband that every condition on a number shares (ISA-18.2). Uncertain values may trip and never clear; bad ones and
/// NaN hold. Memory: <c>Tripped</c>.
/// </summary>
internal static class Comparator
{
    /// <summary>Inlined: it runs for every limit of every reading.</summary>
    /// <param name="reached">The value is at the limit or beyond.</param>
    /// <param name="notCleared">The value has not come back by more than the deadband.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ConditionVerdict Decide(in Sample sample, ref ConditionMemory memory, bool reached, bool notCleared) =>
        sample.Quality.IsBad() || double.IsNaN(sample.Value)
            ? ConditionVerdict.Hold
            : DecideKnown(sample.Quality.IsGood(), ref memory, reached, notCleared);

    /// <summary>The same for a figure that is known, for example the mean of a window.</summary>
    /// <param name="mayClear">False when what is known is enough to raise, not to clear.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ConditionVerdict DecideKnown(bool mayClear, ref ConditionMemory memory, bool reached, bool notCleared)
    {
        if (reached)
        {
            memory.Tripped = true;
            return ConditionVerdict.Abnormal;
        }

        if (!mayClear)
        {
            return ConditionVerdict.Hold;
        }

        memory.Tripped &= notCleared;
        return memory.Tripped ? ConditionVerdict.Abnormal : ConditionVerdict.Normal;
    }

    /// <summary>A figure against a limit of either direction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ConditionVerdict Decide(
        double figure, LimitDirection direction, double limit, double deadband, bool mayClear, ref ConditionMemory memory) =>
        direction == LimitDirection.High
            ? DecideKnown(mayClear, ref memory, figure >= limit, figure >= limit - deadband)
            : DecideKnown(mayClear, ref memory, figure <= limit, figure <= limit + deadband);

    /// <summary>True when a value may enter a window: a finite number that is good or uncertain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsUsable(in Sample sample) => !sample.Quality.IsBad() && double.IsFinite(sample.Value);
}
