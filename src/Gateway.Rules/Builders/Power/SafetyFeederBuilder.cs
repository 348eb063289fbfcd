using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Builders;

/// <summary>
/// <c>safetyFeeder</c>: below (10 %), utilisationAbove (20 %), feederRun, standby, run (the site gives them). One condition for each member; the main
/// meter is the one point of the place with the role <c>main-meter</c>, else the only one with the role <c>active-power</c>.
/// </summary>
internal sealed class SafetyFeederBuilder : JointBuilder
{
    private const string MainMeter = "main-meter";

    private static readonly string[] s_site = ["feederRun", "standby", "run"];

    public override string Type => "safetyFeeder";

    public override IReadOnlyList<RuleScope> Scopes { get; } = [RuleScope.Zone, RuleScope.Site];

    public override bool IsPerMember => true;

    public override IReadOnlyList<string> SiteParameters(PackRule rule) => s_site;

    protected override Condition Create(LevelContext level, ParameterReader parameters)
    {
        var meters = level.Place.Where(point => RuleFit.RoleOf(point) == MainMeter).ToList();
        meters = meters.Count > 0 ? meters : [.. level.Place.Where(point => RuleFit.RoleOf(point) == "active-power")];
        if (meters.Count != 1 && !level.IsTrial)
        {
            parameters.Leave("需要一个角色为 main-meter 的总表", "one point with the role main-meter is needed");
        }

        return new SafetyFeederLost
        {
            Id = level.Id, Tier = level.Tier, Basis = level.Basis,
            Inputs = [level.Members[0].Id, meters.Count > 0 ? meters[0].Id : ""],
            FeederRun = parameters.SiteValue("feederRun"), Standby = parameters.SiteValue("standby"), Run = parameters.SiteValue("run"),
            Share = parameters.Share("below", 0.1), Utilisation = parameters.Share("utilisationAbove", 0.2),
        };
    }
}
