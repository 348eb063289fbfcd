using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>slopeMotion</c>: velocityAbove, accelerationAbove (mm/d2), angleAbove (deg), forecastWithin, velocityFloor (for angle and forecast), accelerating (the angle counts only so), deadband (20 %), and those of all slope types.</summary>
internal sealed class SlopeMotionBuilder : PointBuilder
{
    public override string Type => "slopeMotion";

    protected override Condition Create(LevelContext level, ParameterReader parameters)
    {
        var floor = parameters.In("mm/d", "velocityFloor", 0);
        return new SlopeMotion
        {
            Id = level.Id, Tier = level.Tier, Basis = level.Basis, Motion = SlopeSettingsReader.Read(parameters),
            Deadband = parameters.Share("deadband", SlopeMotion.DefaultDeadband),
            Criteria = new SlopeCriteria
            {
                VelocityAbove = Optional(parameters, "mm/d", "velocityAbove"),
                AccelerationAbove = Optional(parameters, "mm/d2", "accelerationAbove"),
                AngleAbove = Optional(parameters, "deg", "angleAbove"),
                AngleVelocityFloor = floor,
                AngleNeedsAcceleration = parameters.Flag("accelerating", false),
                ForecastWithin = parameters.Has("forecastWithin") ? parameters.Duration("forecastWithin") : null,
                ForecastVelocityFloor = floor,
            },
        };
    }

    private static double? Optional(ParameterReader parameters, string unit, string name) => parameters.Has(name) ? parameters.In(unit, name) : null;
}
