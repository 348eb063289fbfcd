namespace Gateway.Faults.Running;

/// <summary>
/// One kind of fault, struck into the real product. A run is decided by its seed alone as far as the scenario can (processes and sockets keep a will of
/// their own), so that a seed that failed can be kept as a test.
/// </summary>
internal interface IScenario
{
    /// <summary>Where it strikes and what: <c>disk.power-cut</c>, <c>process.kill-edge</c>. <c>--kinds</c> takes names or their beginnings.</summary>
    string Kind { get; }

    /// <summary>Defects it can put into the product on purpose; the judge must find each of them.</summary>
    IReadOnlyList<string> Plants { get; }

    /// <summary>
    /// Lets the product work, strikes, stops striking, lets it recover, and judges. An exception is a finding too: the runner turns it into a complaint.
    /// </summary>
    Task<Judgement> RunAsync(ScenarioRun run, CancellationToken cancellation);
}
