using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions.Expressions.Evaluation;

/// <summary>How rules over several points take one input.</summary>
internal static class InputReading
{
    /// <summary>There is a value to compare.</summary>
    public static bool IsUsable(in InputState input) =>
        input.Seen && !input.Silent && !input.Last.Quality.IsBad() && !double.IsNaN(input.Last.Value);

    /// <summary>Its tier is all there is to know: it is measured, or a subject of rules that no sensor measures.</summary>
    public static bool HasKnownTier(InputView inputs, int index) => IsUsable(inputs[index]) || inputs.PointOf(index).IsDerived;

    /// <summary>Not yet heard again since the source or we were away, and its time is not over: what was known of it stays known.</summary>
    public static bool IsUnheard(in InputState input) => input is { Seen: true, Silent: false, Last.Quality: Quality.LastKnown };

    /// <summary>
    /// The signal is gone: silent, unreachable or broken. One taken out of service by people is not lost, nor is a subject without a sensor,
    /// nor one not yet heard again since we were not running: of that nothing is known until it answers or its time is over.
    /// </summary>
    public static bool IsLost(InputView inputs, int index)
    {
        var input = inputs[index];
        return (input.Silent || (input.Seen && input.Last.Quality.IsBad() && input.Last.Quality is not (Quality.OutOfService or Quality.LastKnown)))
            && !inputs.PointOf(index).IsDerived;
    }
}
