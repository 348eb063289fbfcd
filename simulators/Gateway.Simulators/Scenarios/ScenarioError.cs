namespace Gateway.Simulators.Scenarios;

/// <summary>One thing wrong in a scenario file: where, what was found, what is allowed (in both languages).</summary>
public sealed record ScenarioError(string Path, string Found, string AllowedZh, string AllowedEn)
{
    public override string ToString() => $"{Path}: '{Found}' - {AllowedZh} / {AllowedEn}";
}

/// <summary>All that is wrong in a scenario file, told at once.</summary>
public sealed class ScenarioException(IReadOnlyList<ScenarioError> errors)
    : Exception(string.Join('\n', errors))
{
    public IReadOnlyList<ScenarioError> Errors { get; } = errors;
}
