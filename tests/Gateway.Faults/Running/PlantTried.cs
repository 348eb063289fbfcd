namespace Gateway.Faults.Running;

/// <summary>One defect put in on purpose.</summary>
/// <param name="Attempts">Seeds tried.</param>
/// <param name="Finding">By what the judge noticed; null when it did not.</param>
internal sealed record PlantTried(string Kind, string Plant, int Attempts, string? Finding);
