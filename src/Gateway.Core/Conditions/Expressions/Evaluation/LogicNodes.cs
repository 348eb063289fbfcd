using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions.Expressions.Evaluation;

/// <param name="All">True for <c>and</c>, false for <c>or</c>.</param>
internal sealed record LogicNode(bool All, ValueList<BooleanNode> Operands) : BooleanNode
{
    /// <summary>Whether <paramref name="parts"/> are just its operands: naming them again would say everything twice.</summary>
    public bool IsMadeOf(List<BooleanNode> parts) => parts.Count == Operands.Count && parts.TrueForAll(part => Operands.Contains(part));

    public override Truth Evaluate(ref ExpressionFrame frame)
    {
        var outcome = All ? Truth.True : Truth.False;
        foreach (var operand in Operands.Span)
        {
            var truth = operand.Evaluate(ref frame);
            outcome = (truth < outcome) == All ? truth : outcome;
        }

        return outcome;
    }

    public override void Deciding(ref ExpressionFrame frame, bool outcome, List<BooleanNode> into)
    {
        foreach (var operand in Operands.Span)
        {
            operand.Deciding(ref frame, outcome, into);
        }
    }

    public override string Words(ref ExpressionFrame frame, bool chinese)
    {
        var parts = new List<string>();
        foreach (var operand in Operands)
        {
            var words = operand.Words(ref frame, chinese);
            parts.Add(operand is LogicNode ? $"({words})" : words);
        }

        return string.Join((All, chinese) switch { (true, true) => " 且 ", (true, false) => " and ", (false, true) => " 或 ", _ => " or " }, parts);
    }
}

internal sealed record NotNode(BooleanNode Operand) : BooleanNode
{
    public override Truth Evaluate(ref ExpressionFrame frame) => Operand.Evaluate(ref frame).Not();

    public override void Deciding(ref ExpressionFrame frame, bool outcome, List<BooleanNode> into) =>
        Operand.Deciding(ref frame, !outcome, into);

    public override string Words(ref ExpressionFrame frame, bool chinese) => $"{(chinese ? "非" : "not ")}({Operand.Words(ref frame, chinese)})";
}

/// <summary>How many of the members are so, against a number. A doubtful member makes the count uncertain by one.</summary>
internal sealed record CountNode(ValueList<BooleanNode> Members, Comparison How, double Limit) : BooleanNode
{
    /// <summary>So many members are named; more than that nobody reads in an alarm.</summary>
    private const int Named = 5;

    public override Truth Evaluate(ref ExpressionFrame frame)
    {
        int surely = 0, perhaps = 0, possibly = 0;
        foreach (var member in Members.Span)
        {
            var truth = member.Evaluate(ref frame);
            surely += truth == Truth.True ? 1 : 0;
            perhaps += truth >= Truth.DoubtfulTrue ? 1 : 0;
            possibly += truth >= Truth.DoubtfulFalse ? 1 : 0;
        }

        var limit = Measured.Exactly(Limit, doubtful: false);
        var strict = ComparisonNode.Compare(How, new Measured(surely, possibly, false), limit);
        // Undecided in the strict reading: an uncertain value may still raise, as everywhere.
        return strict != Truth.Unknown ? strict
            : ComparisonNode.Compare(How, Measured.Exactly(perhaps, false), limit) == Truth.True && perhaps > surely ? Truth.DoubtfulTrue
            : Truth.Unknown;
    }

    // Names what was counted also when nothing was: "0 of 1" alone says nothing to a duty officer.
    public override string Words(ref ExpressionFrame frame, bool chinese)
    {
        List<string> so = [], not = [];
        foreach (var member in Members)
        {
            (member.Evaluate(ref frame).IsTrue() ? so : not).Add(member.Words(ref frame, chinese));
        }

        var (shown, fulfilled) = so.Count > 0 ? (so, true) : (not, false);
        var which = string.Join(chinese ? "；" : "; ", shown.Take(Named)) + (shown.Count > Named ? chinese ? "等" : " ..." : "");
        var sign = ExpressionWords.Sign(How);
        return chinese
            ? $"{Members.Count} 个中有 {so.Count} 个满足（要求 {sign} {Limit:0.###}；{(fulfilled ? "满足" : "不满足")}：{which}）"
            : $"{so.Count} of {Members.Count} are so (wanted {sign} {Limit:0.###}; {(fulfilled ? "so" : "not so")}: {which})";
    }
}
