using Gateway.Core.Conditions;
using Gateway.Core.Conditions.Expressions;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Builders;

/// <summary><c>when</c>: when (text; <c>{name}</c> in it is a figure of the rule), absent hold | true | false. At a point the roles are those of its device and zone.</summary>
internal sealed class ExpressionBuilder : JointBuilder
{
    private static readonly string[] s_absent = ["hold", "true", "false"];

    public override string Type => "when";

    public override IReadOnlyList<RuleScope> Scopes { get; } = [RuleScope.Point, RuleScope.Device, RuleScope.Zone, RuleScope.Site];

    public override IReadOnlyList<string> SiteParameters(PackRule rule) => ExpressionText.FiguresOf(rule, "when");

    protected override Condition? Create(LevelContext level, ParameterReader parameters)
    {
        var absent = parameters.Word("absent", s_absent, "hold") switch
        {
            "true" => AbsentInput.True,
            "false" => AbsentInput.False,
            _ => AbsentInput.Hold,
        };
        return ExpressionText.Compile(level, "when") is { } expression
            ? new ExpressionCondition
            {
                Id = level.Id, Tier = level.Tier, Basis = level.Basis, Inputs = expression.Inputs, Expression = expression, Absent = absent,
            }
            : null;
    }
}
