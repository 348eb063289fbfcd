using Gateway.Core.Measurements;

namespace Gateway.Rules.Scenarios;

/// <summary>Something a site of a kind is expected to have and this one has not.</summary>
/// <param name="Scenario">Id of the template.</param>
/// <param name="Place"><c>site</c>, <c>zone.{id}</c> or <c>device.{id}</c>.</param>
/// <param name="Name">Role of the point, or <c>pack {id}</c>.</param>
/// <param name="Found">How many there are.</param>
/// <param name="AtLeast">How many are expected.</param>
/// <param name="Required">False: recommended.</param>
/// <param name="Text">In words.</param>
public sealed record ScenarioGap(string Scenario, string Place, string Name, int Found, int AtLeast, bool Required, LocalizedText Text);
