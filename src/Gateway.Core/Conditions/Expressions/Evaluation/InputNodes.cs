using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Core.Conditions.Expressions.Evaluation;

/// <summary>The value of an input; unknown while it is bad, silent or not yet seen.</summary>
internal sealed record ValueNode(int Input) : NumberNode
{
    public override Measured Evaluate(ref ExpressionFrame frame)
    {
        var input = frame.Inputs[Input];
        return InputReading.IsUsable(input) ? Measured.Exactly(input.Last.Value, !input.Last.Quality.IsGood()) : Measured.Unknown;
    }

    public override string Words(ref ExpressionFrame frame, bool chinese)
    {
        var point = frame.Inputs.PointOf(Input);
        return ExpressionWords.Reading(point, Evaluate(ref frame), chinese);
    }
}

/// <summary>
/// Highest standing alarm of an input that speaks of the danger. What stands, stands, also while the input is lost; but a lost input may be
/// worse than its tier says, so up to red is possible.
/// </summary>
internal sealed record TierNode(int Input) : NumberNode
{
    public override Measured Evaluate(ref ExpressionFrame frame)
    {
        var tier = frame.Inputs[Input].ValueTier;
        return new Measured((double)tier, (double)(InputReading.HasKnownTier(frame.Inputs, Input) ? tier : WarningTier.Red), false);
    }

    public override string Words(ref ExpressionFrame frame, bool chinese) =>
        ExpressionWords.Tier(frame.Inputs.PointOf(Input), frame.Inputs[Input].ValueTier, chinese);
}

/// <summary>Whether the signal of an input is gone; unknown until the input was seen or missed.</summary>
internal sealed record LostNode(int Input) : BooleanNode
{
    public override Truth Evaluate(ref ExpressionFrame frame) => InputReading.IsLost(frame.Inputs, Input) ? Truth.True
        : frame.Inputs[Input].Seen && frame.Inputs[Input].Last.Quality != Quality.LastKnown ? Truth.False
        : Truth.Unknown;

    public override string Words(ref ExpressionFrame frame, bool chinese) =>
        ExpressionWords.Question(frame.Inputs.PointOf(Input), "信号丢失", "signal lost", Evaluate(ref frame), chinese);
}

/// <summary>Whether an input is of good quality and not silent; unknown until it was seen or missed.</summary>
internal sealed record GoodNode(int Input) : BooleanNode
{
    public override Truth Evaluate(ref ExpressionFrame frame)
    {
        var input = frame.Inputs[Input];
        return !input.Seen && !input.Silent
            ? Truth.Unknown
            : TruthExtensions.Of(input.Seen && !input.Silent && input.Last.Quality.IsGood(), doubtful: false);
    }

    public override string Words(ref ExpressionFrame frame, bool chinese) =>
        ExpressionWords.Question(frame.Inputs.PointOf(Input), "信号良好", "signal good", Evaluate(ref frame), chinese);
}

/// <summary>Rate of an input in its unit per second, by regression over a window; see <see cref="RateTrack"/>.</summary>
/// <param name="Track">Its place among the rates of the rule.</param>
internal sealed record RateNode(int Input, int Track, long Window) : NumberNode
{
    public override Measured Evaluate(ref ExpressionFrame frame)
    {
        var track = frame.Window!.Rates[Track];
        var input = frame.Inputs[Input];
        if (!InputReading.IsUsable(input))
        {
            return Measured.Unknown;
        }

        if (!frame.ReadOnly)
        {
            track.Add(input.Last.Time, input.Last.Value, !input.Last.Quality.IsGood());
        }

        return Measured.Exactly(track.Slope(), track.IsDoubtful);
    }

    public override string Words(ref ExpressionFrame frame, bool chinese) =>
        ExpressionWords.Rate(frame.Inputs.PointOf(Input), frame.Window!.Rates[Track].Slope(), TimeSpan.FromTicks(Window), chinese);
}
