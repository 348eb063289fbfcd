using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>sensorFault</c>.</summary>
internal sealed class SensorFaultBuilder : PointBuilder
{
    public override string Type => "sensorFault";

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new SensorFault
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis,
    };
}
