using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>detector</c>: level 1 or 2 of the detector's own alarm.</summary>
internal sealed class DetectorAlarmBuilder : PointBuilder
{
    public override string Type => "detector";

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new DetectorAlarm
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis, Level = parameters.Count("level", 1, 2),
    };
}
