using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms.Traffic.Grouping;

/// <summary>What to do with one warning.</summary>
public enum GroupingDecision : byte
{
    /// <summary>Tell it at once.</summary>
    TellNow = 0,

    /// <summary>Fold it into the open group of its point; the group's summary will tell.</summary>
    FoldIntoPoint = 1,

    /// <summary>Fold it into the summary of the flood.</summary>
    FoldIntoFlood = 2,
}

/// <summary>Told instead of the warnings that were folded. Every folded warning is counted in exactly one summary.</summary>
/// <param name="Id">Unique: <c>{point id}@{ticks}/summary</c> or <c>flood@{ticks}</c>.</param>
/// <param name="IsFlood">False for the group of one point.</param>
/// <param name="First">Decided time of the first folded warning, UTC ticks.</param>
/// <param name="Until">Up to when it counts, UTC ticks.</param>
/// <param name="Warnings">How many were folded.</param>
/// <param name="Points">Every point concerned and its tier now, gravest first.</param>
public sealed record WarningSummary(
    string Id, bool IsFlood, long First, long Until, int Warnings, IReadOnlyList<SummarizedPoint> Points, LocalizedText Text);

/// <summary>One point of a summary.</summary>
/// <param name="Tier">Its tier now.</param>
/// <param name="Rises">How often its tier rose in the folded warnings.</param>
public sealed record SummarizedPoint(string PointId, string Zone, WarningTier Tier, int Warnings, int Rises);
