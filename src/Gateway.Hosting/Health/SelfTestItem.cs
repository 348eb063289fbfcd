using Gateway.Core.Measurements;

namespace Gateway.Hosting.Health;

/// <summary>One thing a program looked at when it started.</summary>
/// <param name="Name">camelCase: <c>dataFolder</c>, <c>clock</c>.</param>
/// <param name="IsGood">False: somebody should look at it. The program runs all the same.</param>
/// <param name="Text">What was found, and what to do when it is not good.</param>
public sealed record SelfTestItem(string Name, bool IsGood, LocalizedText Text);
