namespace Gateway.Core.Conditions.Expressions.Evaluation;

/// <summary>
/// True once its part has been true without a break for a time, at the exact moment. An unknown part counts by the rule's policy; on hold
/// the time runs on but only the next proof can end it, as with an on-delay. Time in which we did not run does not count.
/// </summary>
/// <param name="Slot">Where the window keeps since when.</param>
/// <param name="Negated">Stands under an odd number of <c>not</c>: then the policy is the other way round, so that it means the same for the alarm.</param>
internal sealed record ForNode(BooleanNode Operand, int Slot, long Ticks, bool Negated) : BooleanNode
{
    public override Truth Evaluate(ref ExpressionFrame frame)
    {
        var truth = WithPolicy(Operand.Evaluate(ref frame), frame.Absent);
        var since = frame.Window!.Sinces[Slot];
        if (truth.IsTrue())
        {
            since = since == ExpressionWindow.Never ? frame.Time : since < 0 ? frame.Time + since : since;
            Remember(ref frame, since);
            return Ripe(ref frame, since, truth);
        }

        if (truth == Truth.False)
        {
            Remember(ref frame, ExpressionWindow.Never);
        }

        return truth;
    }

    public override void Deciding(ref ExpressionFrame frame, bool outcome, List<BooleanNode> into)
    {
        if (Operand.Evaluate(ref frame).IsTrue() == outcome)
        {
            Operand.Deciding(ref frame, outcome, into);
        }
        else
        {
            base.Deciding(ref frame, outcome, into);
        }
    }

    private Truth Ripe(ref ExpressionFrame frame, long since, Truth truth)
    {
        if (frame.Time - since >= Ticks)
        {
            return truth;
        }

        frame.Recheck = Math.Min(frame.Recheck, since + Ticks);
        return Truth.False;
    }

    private Truth WithPolicy(Truth truth, AbsentInput absent) => truth != Truth.Unknown || absent == AbsentInput.Hold ? truth
        : absent == AbsentInput.True != Negated ? Truth.True
        : Truth.False;

    private void Remember(ref ExpressionFrame frame, long since)
    {
        if (!frame.ReadOnly)
        {
            frame.Window!.Sinces[Slot] = since;
        }
    }

    public override string Words(ref ExpressionFrame frame, bool chinese)
    {
        var time = LimitWords.Span(TimeSpan.FromTicks(Ticks));
        return chinese
            ? $"（{Operand.Words(ref frame, chinese)}）持续 {time.Zh}"
            : $"({Operand.Words(ref frame, chinese)}) for {time.En}";
    }
}

/// <summary>True while its part is, and until a time after it ceased to be, that moment included.</summary>
/// <param name="Slot">Where the window keeps when it ceased to be, <see cref="ExpressionWindow.Standing"/> while it is.</param>
internal sealed record WithinNode(BooleanNode Operand, int Slot, long Ticks) : BooleanNode
{
    public override Truth Evaluate(ref ExpressionFrame frame)
    {
        var truth = Operand.Evaluate(ref frame);
        var last = ExpressionWindow.Follow(ref frame.Window!.Lasts[Slot], truth.IsTrue(), frame.Time, frame.ReadOnly);
        if (truth.IsTrue() || last == ExpressionWindow.Never || frame.Time - last > Ticks)
        {
            return truth;
        }

        frame.Recheck = Math.Min(frame.Recheck, last + Ticks + 1);
        return Truth.True;
    }

    public override string Words(ref ExpressionFrame frame, bool chinese)
    {
        var time = LimitWords.Span(TimeSpan.FromTicks(Ticks));
        return chinese
            ? $"{time.Zh}内曾（{Operand.Words(ref frame, chinese)}）"
            : $"({Operand.Words(ref frame, chinese)}) within {time.En}";
    }
}
