using Gateway.Core.Conditions;
using Gateway.Core.Conditions.Joint;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Builders;

/// <summary><c>voting</c>: m, each (text over one member), within (0 s), absent hold | abnormal | normal | excluded.</summary>
internal sealed class VotingBuilder : JointBuilder
{
    private static readonly string[] s_absent = ["hold", "abnormal", "normal", "excluded"];

    public override string Type => "voting";

    public override IReadOnlyList<string> SiteParameters(PackRule rule) => ExpressionText.FiguresOf(rule, "each");

    protected override Condition? Create(LevelContext level, ParameterReader parameters)
    {
        var needed = parameters.Count("m", 1, 1000);
        var within = parameters.Duration("within", TimeSpan.Zero);
        var absent = parameters.Word("absent", s_absent, "hold") switch
        {
            "abnormal" => AbsentVoter.Abnormal,
            "normal" => AbsentVoter.Normal,
            "excluded" => AbsentVoter.Excluded,
            _ => AbsentVoter.Hold,
        };
        if (needed > level.Members.Count && !level.IsTrial)
        {
            parameters.Leave($"此处只有 {level.Members.Count} 个测点，表决需要 {needed} 个", $"only {level.Members.Count} points here, the vote needs {needed}");
        }

        return ExpressionText.Compile(level, "each", each: true) is { } expression
            ? new Voting
            {
                Id = level.Id, Tier = level.Tier, Basis = level.Basis, Inputs = expression.Inputs, EachExpression = expression,
                Needed = needed, Within = within, Absent = absent,
            }
            : null;
    }
}
