using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>loadDrop</c>: share (80 %), slots or duration (2 quarters), leastLoad.</summary>
internal sealed class LoadDropBuilder : PointBuilder
{
    public override string Type => "loadDrop";

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new LoadDrop
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis, Calendar = PowerParameters.Calendar(level),
        Share = parameters.Share("share", 0.8), Slots = PowerParameters.Slots(parameters, 2), LeastLoad = parameters.Value("leastLoad", 0),
    };
}
