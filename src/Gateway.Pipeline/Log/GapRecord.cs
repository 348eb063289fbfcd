namespace Gateway.Pipeline.Log;

/// <summary>Readings that could not be stored. Half-open range of receive time, UTC ticks.</summary>
/// <param name="Readings">How many are missing.</param>
/// <param name="Reason">Why, in English, for the engineer.</param>
public sealed record GapRecord(long From, long To, long Batches, long Readings, string Reason);
