namespace Gateway.Faults.Running;

/// <summary>One run of a scenario.</summary>
/// <param name="Seed">Decides everything that is drawn by lot.</param>
/// <param name="Plant">The defect put in on purpose, one of <see cref="IScenario.Plants"/>; null in an honest run.</param>
/// <param name="Folder">Empty, for this run alone; removed afterwards unless the run failed.</param>
internal sealed record ScenarioRun(int Seed, string? Plant, string Folder);
