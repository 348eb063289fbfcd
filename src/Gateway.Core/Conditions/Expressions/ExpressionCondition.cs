using Gateway.Core.Alarms;
using Gateway.Core.Conditions.Expressions.Evaluation;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions.Expressions;

/// <summary>
/// Abnormal while a readable rule over several points is fulfilled, for example <c>[production-on] = 1 and [fan-run] = 0</c>.
/// Keeps in <see cref="ConditionMemory.Time"/> when to look again (<see cref="long.MaxValue"/> = never), and in its window the times
/// of <c>for</c> and <c>within</c> and the courses of <c>rate</c>.
/// </summary>
public sealed record ExpressionCondition : JointCondition
{
    /// <summary>Its <see cref="CompiledExpression.Inputs"/> are those of the condition.</summary>
    public required CompiledExpression Expression { get; init; }

    /// <summary>What an outcome that hangs on an unknown input counts as. Default hold.</summary>
    public AbsentInput Absent { get; init; }

    public override ConditionKind Kind => ConditionKind.Expression;

    public override ConditionMemory Begin(long now) =>
        new() { Time = long.MaxValue, Window = Expression.Remembers ? Expression.NewWindow() : null };

    public override ConditionVerdict Judge(in JointSample sample, ref ConditionMemory memory)
    {
        var frame = new ExpressionFrame(sample.Inputs, sample.Time, (ExpressionWindow?)memory.Window, Absent, readOnly: false);
        var truth = Expression.Roots[0].Evaluate(ref frame);
        memory.Time = frame.Recheck;
        return truth switch
        {
            Truth.True or Truth.DoubtfulTrue => ConditionVerdict.Abnormal,
            Truth.False => ConditionVerdict.Normal,
            Truth.Unknown when Absent == AbsentInput.True => ConditionVerdict.Abnormal,
            Truth.Unknown when Absent == AbsentInput.False => ConditionVerdict.Normal,
            _ => ConditionVerdict.Hold,
        };
    }

    public override long RecheckAt(in ConditionMemory memory) => memory.Time;

    public override void Skip(long from, long until, ref ConditionMemory memory)
    {
        base.Skip(from, until, ref memory);
        memory.Time = Math.Max(memory.Time, until);
    }

    internal override LocalizedText Describe(Point subject, in JointSample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var frame = new ExpressionFrame(sample.Inputs, sample.Time, (ExpressionWindow?)memory.Window, Absent, readOnly: true);
        var root = Expression.Roots[0];
        var outcome = happened == AlarmEvent.Raised;
        var unknown = outcome && root.Evaluate(ref frame) == Truth.Unknown;
        List<BooleanNode> deciding = [];
        root.Deciding(ref frame, outcome, deciding);
        return new(
            (unknown ? "输入缺失，按成立处理：" : outcome ? "条件成立：" : "条件不再成立：") + root.Words(ref frame, true) + Parts(deciding, root, ref frame, true),
            (unknown ? "inputs are missing, which counts as fulfilled: " : outcome ? "condition fulfilled: " : "condition no longer fulfilled: ")
                + root.Words(ref frame, false) + Parts(deciding, root, ref frame, false));
    }

    // Nothing new to tell when the rule is just these parts.
    private static bool AreAll(List<BooleanNode> deciding, BooleanNode root) =>
        (root is ForNode timed ? timed.Operand : root) is LogicNode logic && logic.Operands.SequenceEqual(deciding);

    private static string Parts(List<BooleanNode> deciding, BooleanNode root, ref ExpressionFrame frame, bool chinese)
    {
        if (deciding.Count == 0 || (deciding.Count == 1 && deciding[0] == root) || AreAll(deciding, root))
        {
            return "";
        }

        var parts = new List<string>();
        foreach (var part in deciding)
        {
            parts.Add(part.Words(ref frame, chinese));
        }

        return chinese ? $"；起决定作用的是：{string.Join("，", parts)}" : $"; decided by: {string.Join(", ", parts)}";
    }
}
