using Gateway.Center.Sites;
using Gateway.Center.Warnings.Intake;
using Gateway.Contracts.V1;
using Gateway.Core.Warnings;

namespace Gateway.Center.Drills;

/// <summary>Warnings nobody measured, in the form of those a gateway sends.</summary>
internal static class SyntheticWarning
{
    /// <summary>Gateway id of what the center itself says.</summary>
    public const string Edge = "center";

    public static WarningMessage Create(Site site, string point, string family, WarningTier from, WarningTier to, WarningText text, DateTimeOffset now) => new()
    {
        Id = $"{point}@{now.UtcTicks}/{Words.Of(to)}", Site = site.Id, Point = point, PointName = new("合成样本", "synthetic sample"), Device = "", Area = "", Family = family,
        Unit = "", Tier = Words.Of(to), FromTier = Words.Of(from), TierName = WarningMessageFactory.TierName(to), Raise = to > from, Alarm = "", Kind = "synthetic",
        Quality = "good", Reason = text, Rule = new WarningRule("", "", "", null, UnreviewedDefault: false), EventTime = now, ReceivedTime = now, DecidedTime = now,
    };
}
