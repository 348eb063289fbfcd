using Gateway.Core.Conditions;
using Gateway.Core.Measurements;

namespace Gateway.Core.Warnings;

/// <summary>One standing alarm as far as the tiers of places need it.</summary>
/// <param name="AlarmId"><c>{point id}/{condition id}</c>.</param>
/// <param name="Tier">As the rule says, before any cap.</param>
/// <param name="MayExceedYellow">The rule pack lets this alarm on the signal alone count above yellow.</param>
public sealed record StandingAlarm(string AlarmId, Point Point, ConditionKind Kind, WarningTier Tier, bool MayExceedYellow = false)
{
    /// <summary>What it counts as: an alarm on the signal's quality no more than yellow unless allowed (domain rules 9).</summary>
    public WarningTier Counted =>
        Kind.IsQuality() && !MayExceedYellow && Tier > WarningTier.Yellow ? WarningTier.Yellow : Tier;
}
