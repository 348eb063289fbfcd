using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

internal static class JointInputs
{
    /// <summary>True when what the input last read may be reckoned with now.</summary>
    public static bool IsUsable(in InputState input) =>
        input is { Seen: true, Silent: false } && !input.Last.Quality.IsBad() && double.IsFinite(input.Last.Value);
}
