using System.Text.Json;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Warnings.Intake;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Center.Warnings.Api;

/// <summary>What each tier asks of people, from <c>tiers.json</c> of the seeds. Read once, when first asked.</summary>
internal sealed class TierMeasures(CenterOptions options)
{
    private readonly Lazy<Dictionary<WarningTier, LocalizedText>> _measures = new(() => Read(Path.Combine(options.Seeds, "tiers.json")));

    public LocalizedText Of(WarningTier tier) => _measures.Value.GetValueOrDefault(tier) ?? new("—", "-");

    private static Dictionary<WarningTier, LocalizedText> Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.GetProperty("tiers").EnumerateArray().ToDictionary(
            tier => Words.Tier(tier.GetProperty("id").GetString()!), tier => tier.GetProperty("measures").Deserialize<LocalizedText>(CenterJson.Options)!);
    }
}
