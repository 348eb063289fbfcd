using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>twa</c>: limit, hours (8 h), shiftStart (absent = the shifts of the site, rolling without), coverage (75 %), deadband.</summary>
internal sealed class TimeWeightedAverageBuilder : PointBuilder
{
    public override string Type => "twa";

    public override Tightening Tightening => Tightening.Lower;

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new TimeWeightedAverage
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis,
        Limit = parameters.Limit(), Deadband = parameters.Difference("deadband", 0),
        Reference = parameters.Duration("hours", TimeSpan.FromHours(8)), Coverage = parameters.Share("coverage", 0.75),
        Shifts = ShiftStarts.Read(level, parameters),
    };
}
