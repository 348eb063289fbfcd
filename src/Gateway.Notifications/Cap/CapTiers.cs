using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Notifications.Cap;

/// <summary>
/// What a tier is in the words of CAP. No national text found gives this mapping: it is a default of the product, to be confirmed by the county, and the
/// message always carries the tier itself as parameter.
/// </summary>
public static class CapTiers
{
    public static IReadOnlyDictionary<WarningTier, CapTier> Default { get; } = new Dictionary<WarningTier, CapTier>
    {
        [WarningTier.Red] = new(CapSeverity.Extreme, CapUrgency.Immediate, CapCertainty.Observed, [CapResponse.Evacuate, CapResponse.Execute], new("红色", "red")),
        [WarningTier.Orange] = new(CapSeverity.Severe, CapUrgency.Immediate, CapCertainty.Likely, [CapResponse.Prepare, CapResponse.Avoid], new("橙色", "orange")),
        [WarningTier.Yellow] = new(CapSeverity.Moderate, CapUrgency.Expected, CapCertainty.Likely, [CapResponse.Prepare], new("黄色", "yellow")),
        [WarningTier.Blue] = new(CapSeverity.Minor, CapUrgency.Expected, CapCertainty.Possible, [CapResponse.Monitor], new("蓝色", "blue")),
        [WarningTier.None] = new(CapSeverity.Minor, CapUrgency.Past, CapCertainty.Unlikely, [CapResponse.AllClear], new("解除", "all clear")),
    };

    /// <summary>The tier of a message from elsewhere: its own colour when it says one, else by severity; unknown severity is at least yellow, because nothing says that it is less.</summary>
    public static WarningTier Of(CapInfo info)
    {
        var colour = info.Parameters.Select(parameter => parameter.Value).Append(info.Headline ?? "").Select(Colour).FirstOrDefault(tier => tier is not null);
        return colour ?? info.Severity switch
        {
            CapSeverity.Extreme => WarningTier.Red,
            CapSeverity.Severe => WarningTier.Orange,
            CapSeverity.Minor => WarningTier.Blue,
            _ => WarningTier.Yellow,
        };
    }

    private static WarningTier? Colour(string text) =>
        text.Contains("红色", StringComparison.Ordinal) || Is(text, "red") ? WarningTier.Red
        : text.Contains("橙色", StringComparison.Ordinal) || Is(text, "orange") ? WarningTier.Orange
        : text.Contains("黄色", StringComparison.Ordinal) || Is(text, "yellow") ? WarningTier.Yellow
        : text.Contains("蓝色", StringComparison.Ordinal) || Is(text, "blue") ? WarningTier.Blue
        : null;

    private static bool Is(string text, string word) => string.Equals(text, word, StringComparison.OrdinalIgnoreCase);
}

/// <param name="Name">Colour, for people.</param>
public sealed record CapTier(CapSeverity Severity, CapUrgency Urgency, CapCertainty Certainty, IReadOnlyList<CapResponse> Responses, LocalizedText Name);
