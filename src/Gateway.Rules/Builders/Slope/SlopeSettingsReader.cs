using Gateway.Core.Slopes;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary>The parameters all slope types share: window (one or a list, the longest decides), v0 (learned | mm/d), v0Floor, noise, every, horizon, falling.</summary>
internal static class SlopeSettingsReader
{
    private static readonly SlopeSettings s_default = new();

    public static SlopeSettings Read(ParameterReader parameters)
    {
        var windows = parameters.Durations("window", [s_default.Window]).OrderDescending().ToList();
        var shortest = windows[^1];
        return s_default with
        {
            Window = windows[0],
            ShortWindows = [.. windows.Skip(1)],
            Every = parameters.Duration("every", shortest / 10 < s_default.Every ? shortest / 10 : s_default.Every),
            Horizon = parameters.Duration("horizon", s_default.Horizon),
            V0 = parameters.IsWord("v0", "learned") ? null : parameters.In("mm/d", "v0"),
            NoiseFloor = parameters.In("mm", "noiseFloor", s_default.NoiseFloor),
            V0Floor = parameters.In("mm/d", "v0Floor", s_default.V0Floor),
            Noise = parameters.Has("noise") ? parameters.In("mm", "noise") : null,
            Falling = parameters.Flag("falling", false),
        };
    }
}
