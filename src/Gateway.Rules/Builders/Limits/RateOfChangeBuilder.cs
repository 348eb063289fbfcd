using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>rate</c>: limit (a rate), window, direction rise | fall | either, samples (5), deadband (a rate).</summary>
internal sealed class RateOfChangeBuilder : PointBuilder
{
    public override string Type => "rate";

    public override Tightening Tightening => Tightening.Lower;

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new RateOfChange
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis,
        Limit = parameters.Rate("limit"), Window = parameters.Duration("window"), Deadband = parameters.Rate("deadband", 0),
        LeastSamples = parameters.Count("samples", 3, 10_000, 5), Significance = parameters.Number("significance", 0),
        Direction = parameters.Word("direction", ["rise", "fall", "either"], "rise") switch
        {
            "fall" => RateDirection.Fall,
            "either" => RateDirection.Either,
            _ => RateDirection.Rise,
        },
    };
}
