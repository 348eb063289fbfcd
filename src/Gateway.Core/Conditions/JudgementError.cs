namespace Gateway.Core.Conditions;

/// <summary>One thing wrong in a point's judgement options.</summary>
/// <param name="Path">Path within the options, for example <c>limits[1].deadband</c>.</param>
/// <param name="Found">The value as written.</param>
/// <param name="AllowedZh">What would be right, in Chinese.</param>
/// <param name="AllowedEn">What would be right, in English.</param>
public sealed record JudgementError(string Path, string Found, string AllowedZh, string AllowedEn);
