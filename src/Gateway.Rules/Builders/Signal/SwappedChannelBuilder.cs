using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>swappedChannel</c>: window (10 min: between the steps of the two), factor (6). Compared with the next point of the same quantity at the place.</summary>
internal sealed class SwappedChannelBuilder : PointBuilder
{
    public override string Type => "swappedChannel";

    protected override Condition Create(LevelContext level, ParameterReader parameters)
    {
        var next = Siblings.Next(level);
        if (next is null && !level.IsTrial)
        {
            parameters.Leave("同处没有同类测点", "no point of the same quantity at the place");
        }

        return new SwappedChannel
        {
            Id = level.Id, Tier = level.Tier, Basis = level.Basis, Inputs = [level.Subject.Id, next?.Id ?? level.Subject.Id],
            Within = parameters.Duration("window", TimeSpan.FromMinutes(10)), Factor = parameters.Number("factor", 6),
        };
    }
}
