namespace Gateway.Faults.Running;

/// <summary>A run to be kept as a test.</summary>
internal sealed record FailedRun(string Kind, int Seed, IReadOnlyList<string> Lost, IReadOnlyList<string> Doubled, IReadOnlyList<string> Complaints);
