namespace Gateway.Pipeline.Log;

/// <summary>What judging remembered at one place of the log.</summary>
/// <param name="Sequence">Newest entry that was judged when it was taken: go on with the one after it.</param>
/// <param name="Bytes">Written by the evaluator; opaque here.</param>
public sealed record JudgingState(long Sequence, ReadOnlyMemory<byte> Bytes);
