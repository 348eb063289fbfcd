using Gateway.Center.Configuration;
using Gateway.Pipeline.Configuration;

namespace Gateway.Center.Drills;

/// <summary>Drills and the weekly proof of the whole chain.</summary>
public sealed record DrillOptions : ICheckedOptions
{
    /// <summary>Whether the chain is proved each week. Default true.</summary>
    public bool Proof { get; init; } = true;

    /// <summary>Default Monday.</summary>
    public DayOfWeek ProofDay { get; init; } = DayOfWeek.Monday;

    /// <summary>Time of day in the county's time zone. Default 09:00.</summary>
    public TimeOnly ProofTime { get; init; } = new(9, 0);

    /// <summary>Site the synthetic sample is of; null = the first by id that was connected before the proof was due.</summary>
    public string? ProofSite { get; init; }

    /// <summary>Blue to red; its plan is the one that is proved. Default orange.</summary>
    public Gateway.Core.Warnings.WarningTier ProofTier { get; init; } = Gateway.Core.Warnings.WarningTier.Orange;

    /// <summary>No answer after so many minutes is a failure of the channels. 1 to 1440; default 30.</summary>
    public int ProofMinutes { get; init; } = 30;

    /// <summary>A proof missed by a center that was down is made up for within so many hours. 1 to 167; default 24.</summary>
    public int ProofLateHours { get; init; } = 24;

    void ICheckedOptions.Check(string path, ConfigurationErrors errors)
    {
        errors.Require(Enum.IsDefined(ProofDay), $"{path}.proofDay", ProofDay, "星期之一", "a day of the week");
        errors.Require(ProofSite is not "", $"{path}.proofSite", ProofSite, "站点编号，或不填", "id of a site, or left out");
        errors.Require(
            Enum.IsDefined(ProofTier) && ProofTier > Gateway.Core.Warnings.WarningTier.None, $"{path}.proofTier", ProofTier, "blue、yellow、orange 或 red", "blue, yellow, orange or red");
        errors.Between($"{path}.proofMinutes", ProofMinutes, 1, 1440);
        errors.Between($"{path}.proofLateHours", ProofLateHours, 1, 167);
    }
}
