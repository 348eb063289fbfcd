namespace Gateway.Core.Conditions.Expressions.Evaluation;

/// <summary>A figure as far as it is known: between two ends, which are the same for a measured value and NaN for an unknown one.</summary>
internal readonly record struct Measured(double Low, double High, bool Doubtful)
{
    public static readonly Measured Unknown = new(double.NaN, double.NaN, false);

    public static Measured Exactly(double value, bool doubtful) => new(value, value, doubtful);
}
