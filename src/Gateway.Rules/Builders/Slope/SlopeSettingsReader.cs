using Gateway.Core.Conditions;
using Gateway.Core.Slopes;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary>
/// The parameters all slope types share: window (one or a list, the longest decides), v0 (learned | mm/d), v0Floor, noise, learnFor (30 d), every, apart,
/// horizon, falling. The site may give v0, noise (both of a quiet time) and falling.
/// </summary>
internal static class SlopeSettingsReader
{
    private static readonly SlopeSettings s_default = new();

    public static IReadOnlyList<string> SiteParameters { get; } = ["v0", "noise", "falling"];

    public static SlopeSettings Read(ParameterReader parameters)
    {
        var windows = parameters.Durations("window", [s_default.Window]).OrderDescending().ToList();
        var shortest = windows[^1];
        var settings = s_default with
        {
            Window = windows[0],
            ShortWindows = [.. windows.Skip(1)],
            Every = parameters.Duration("every", shortest / 10 < s_default.Every ? shortest / 10 : s_default.Every),
            Apart = parameters.Has("apart") ? parameters.Duration("apart") : null,
            Horizon = parameters.Duration("horizon", s_default.Horizon),
            V0 = parameters.IsWord("v0", "learned") ? null : parameters.In("mm/d", "v0"),
            NoiseFloor = parameters.In("mm", "noiseFloor", s_default.NoiseFloor),
            V0Floor = parameters.In("mm/d", "v0Floor", s_default.V0Floor),
            Noise = parameters.Has("noise") ? parameters.In("mm", "noise") : null,
            LearnFor = parameters.Duration("learnFor", s_default.LearnFor),
            Falling = parameters.Flag("falling", false),
        };
        Tell(parameters, SlopeRuleValidator.Validate(settings));
        return settings;
    }

    /// <summary>What the condition itself would refuse, at the parameter it comes from.</summary>
    public static void Tell(ParameterReader parameters, IReadOnlyList<JudgementError> errors)
    {
        foreach (var error in parameters.Failed ? [] : errors)
        {
            parameters.Wrong(error.Path, error.Found, error.AllowedZh, error.AllowedEn);
        }
    }
}
