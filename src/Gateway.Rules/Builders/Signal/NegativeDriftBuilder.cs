using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>negativeDrift</c>: limit (share of full scale below its lower end), deadband.</summary>
internal sealed class NegativeDriftBuilder : PointBuilder
{
    public override string Type => "negativeDrift";

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new NegativeDrift
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis,
        Span = FullScale.Span(level), Share = parameters.ShareOfFullScale("limit"), Deadband = parameters.Difference("deadband", 0),
    };
}
