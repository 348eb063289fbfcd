using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions.Expressions.Evaluation;

/// <summary>How rules over several points take one input.</summary>
internal static class InputReading
{
    /// <summary>There is a value to compare.</summary>
    public static bool IsUsable(in InputState input) =>
        input.Seen && !input.Silent && !input.Last.Quality.IsBad() && !double.IsNaN(input.Last.Value);

    /// <summary>The signal is gone: silent, unreachable or broken. One taken out of service by people is not lost.</summary>
    public static bool IsLost(in InputState input) =>
        input.Silent || (input.Seen && input.Last.Quality.IsBad() && input.Last.Quality != Quality.OutOfService);
}
