using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>windowMean</c>, <c>windowMin</c>, <c>windowMax</c>: limit, window, direction high | low, coverage (75 %), deadband.</summary>
internal sealed class WindowLimitBuilder(string type, WindowStatistic statistic) : PointBuilder
{
    public override string Type => type;

    public override Tightening Tightening => Tightening.Lower;

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new WindowLimit
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis, Statistic = statistic,
        Limit = parameters.Limit(), Window = parameters.Duration("window"), Coverage = parameters.Share("coverage", 0.75),
        Deadband = parameters.Difference("deadband", 0), Direction = Direction.Read(parameters),
    };
}
