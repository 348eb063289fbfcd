namespace Gateway.Fuzz.Engine;

/// <summary>What became of one target.</summary>
/// <param name="Corpus">Good inputs and former findings it began with.</param>
/// <param name="Kept">Inputs that did something new.</param>
/// <param name="Behaviours">Different things it did.</param>
public sealed record FuzzResult(string Target, long Executions, double Seconds, int Corpus, int Kept, int Behaviours, IReadOnlyList<Finding> Findings);
