using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>verticalOnly</c>: leastRise (20 mm), mostSideways (25 %), epoch (5 min). Hangs on a device with one point of each of the roles east, north and up.</summary>
internal sealed class VerticalOnlyBuilder : JointBuilder
{
    private static readonly string[] s_axes = ["displacement-east", "displacement-north", "displacement-up"];
    private static readonly IReadOnlyList<Packs.RuleScope> s_device = [Packs.RuleScope.Device];

    public override string Type => "verticalOnly";

    public override IReadOnlyList<Packs.RuleScope> Scopes => s_device;

    protected override Condition Create(LevelContext level, ParameterReader parameters)
    {
        List<Point> axes = [.. s_axes.Select(axis => level.Place.FirstOrDefault(point => point.Role == axis)).OfType<Point>()];
        if (axes.Count < s_axes.Length && !level.IsTrial)
        {
            var list = string.Join(", ", s_axes);
            parameters.Leave($"需要角色为 {list} 的三个测点", $"needs the three points {list}");
        }

        return new VerticalOnly
        {
            Id = level.Id, Tier = level.Tier, Basis = level.Basis, Inputs = [.. axes.Select(point => point.Id)],
            LeastRise = parameters.Difference("leastRise", 20), MostSideways = parameters.Share("mostSideways", 0.25),
            Epoch = parameters.Duration("epoch", TimeSpan.FromMinutes(5)),
        };
    }
}
