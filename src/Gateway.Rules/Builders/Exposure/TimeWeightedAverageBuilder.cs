using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Builders;

/// <summary><c>twa</c>: limit, hours (8 h), shiftStart (absent = the shifts of the site, rolling without), coverage (75 %), deadband.</summary>
internal sealed class TimeWeightedAverageBuilder : PointBuilder
{
    private static readonly string[] s_site = ["shiftStart"];

    public override string Type => "twa";

    public override Tightening Tightening => Tightening.Lower;

    public override IReadOnlyList<string> SiteParameters(PackRule rule) => s_site;

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new TimeWeightedAverage
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis,
        Limit = parameters.Limit(), Deadband = parameters.Difference("deadband", 0),
        Reference = parameters.Duration("hours", TimeSpan.FromHours(8)), Coverage = parameters.Share("coverage", 0.75),
        Shifts = ShiftStarts.Read(level, parameters),
    };
}
