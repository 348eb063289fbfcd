using System.Collections.Frozen;
using Gateway.Core.Warnings;

namespace Gateway.Center.Calls.Plans;

/// <summary>The plan of each tier: the configured one, else that of the seeds.</summary>
public sealed class CallPlans
{
    private readonly FrozenDictionary<WarningTier, PlanOptions> _plans;

    public CallPlans(CallOptions options, string seedsFolder)
    {
        var plans = PlanSeeds.Read(Path.Combine(seedsFolder, "tiers.json"));
        foreach (var (tier, plan) in options.Plans)
        {
            plans[Enum.Parse<WarningTier>(tier, ignoreCase: true)] = plan;
        }

        _plans = plans.ToFrozenDictionary();
    }

    /// <summary>Null for a tier nobody is called for.</summary>
    public PlanOptions? Of(WarningTier tier) => _plans.GetValueOrDefault(tier);
}
