using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Builders;

/// <summary>
/// <c>slopeMotion</c>: velocityAbove, accelerationAbove (mm/d2), angleAbove (deg), forecastWithin, velocityFloor (for angle and forecast), accelerating
/// (the angle counts only so), deadband (20 %), confirmed (true: points of the same role in the zone and the zones beside it must not deny it), and
/// those of all slope types.
/// </summary>
internal sealed class SlopeMotionBuilder : PointBuilder
{
    public override string Type => "slopeMotion";

    public override IReadOnlyList<string> SiteParameters(PackRule rule) => SlopeSettingsReader.SiteParameters;

    protected override Condition Create(LevelContext level, ParameterReader parameters)
    {
        var (motion, criteria) = (SlopeSettingsReader.Read(parameters), Criteria(parameters));
        var deadband = parameters.Share("deadband", SlopeMotion.DefaultDeadband);
        List<Point> neighbours = parameters.Flag("confirmed", false) ? [.. Siblings.Of(level), .. Siblings.AlikeOf(level.Neighbours, level.Subject)] : [];
        return neighbours.Count > 0
            ? new SlopeConfirmed
            {
                Id = level.Id, Tier = level.Tier, Basis = level.Basis, Motion = motion, Criteria = criteria, Deadband = deadband,
                Inputs = [level.Subject.Id, .. neighbours.Select(point => point.Id)],
            }
            : new SlopeMotion { Id = level.Id, Tier = level.Tier, Basis = level.Basis, Motion = motion, Criteria = criteria, Deadband = deadband };
    }

    private static SlopeCriteria Criteria(ParameterReader parameters)
    {
        double? floor = parameters.Has("velocityFloor") ? parameters.In("mm/d", "velocityFloor") : null;
        var criteria = new SlopeCriteria
        {
            VelocityAbove = Optional(parameters, "mm/d", "velocityAbove"),
            AccelerationAbove = Optional(parameters, "mm/d2", "accelerationAbove"),
            AngleAbove = Optional(parameters, "deg", "angleAbove"),
            AngleNeedsAcceleration = parameters.Flag("accelerating", false),
            ForecastWithin = parameters.Has("forecastWithin") ? parameters.Duration("forecastWithin") : null,
        };
        criteria = floor is { } least ? criteria with { AngleVelocityFloor = least, ForecastVelocityFloor = least } : criteria;
        SlopeSettingsReader.Tell(parameters, SlopeRuleValidator.Validate(criteria));
        return criteria;
    }

    private static double? Optional(ParameterReader parameters, string unit, string name) => parameters.Has(name) ? parameters.In(unit, name) : null;
}
