using Gateway.Core.Alarms.Engine;
using Gateway.Core.Alarms.Joint;
using Gateway.Core.Alarms.Reasons;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;

namespace Gateway.Core.Alarms;

/// <summary>Writes why an alarm changed, so that a duty officer can check it by hand. Runs only on a transition.</summary>
internal static class ReasonWriter
{
    public static AlarmReason Write(SiteState state, int slot, int cell, in Step step, long clock)
    {
        var condition = state.Conditions[cell];
        ref readonly var point = ref state.Points[slot];
        var higher = step.Event == AlarmEvent.Raised ? HigherTier.WhyNot(state, slot, cell) : null;
        return new AlarmReason
        {
            Kind = condition.Kind, Value = point.Last.Value, Quality = point.Last.Quality, Flags = point.Last.Flags,
            Limit = condition.Threshold, Deadband = condition.Band, Delay = Delay(condition, step.Event),
            Since = state.Cells[cell].Since, Basis = condition.Basis, Inputs = Inputs(state, slot, cell), WhyNotHigher = higher,
            Trust = InputTrust.Write(state, slot, cell), Advice = condition.Basis.Advice,
            Text = Sentence(state, slot, cell, step, clock, higher),
        };
    }

    private static TimeSpan Delay(Condition condition, AlarmEvent happened) => happened switch
    {
        AlarmEvent.Raised => condition.OnDelay,
        AlarmEvent.ReturnedToNormal => condition.OffDelay,
        _ => TimeSpan.Zero,
    };

    private static List<ReasonInput> Inputs(SiteState state, int slot, int cell)
    {
        if (!state.Links.RankOf.TryGetValue(cell, out var rank))
        {
            return [Input(state.Plans[slot].Point, state.Points[slot].Last)];
        }

        var inputs = state.Links.Joints[rank].Inputs;
        return [.. Enumerable.Range(0, inputs.Count).Select(i => Input(inputs.PointOf(i), inputs[i].Last))];
    }

    private static ReasonInput Input(Point point, in Sample last) => new(point.Id, last.Value, point.Unit, last.Quality, last.Time);

    private static LocalizedText Sentence(SiteState state, int slot, int cell, in Step step, long clock, LocalizedText? higher)
    {
        var condition = state.Conditions[cell];
        var what = What(state, slot, cell, step, clock);
        var held = Held(Delay(condition, step.Event));
        var basis = BasisWords.Of(condition.Basis);
        var tier = TierWords.Name(condition.Tier);
        return new(
            $"{tier.Zh}：{what.Zh}{held.Zh}。{basis.Zh}{higher?.Zh}",
            $"{tier.En}: {what.En}{held.En}. {basis.En}{higher?.En}".TrimEnd());
    }

    private static LocalizedText What(SiteState state, int slot, int cell, in Step step, long clock)
    {
        if (StepWords.Of(step) is { } words)
        {
            return words;
        }

        if (state.Links.RankOf.TryGetValue(cell, out var rank))
        {
            var entry = state.Links.Joints[rank];
            return entry.Condition.Describe(
                state.Plans[slot].Point, new JointSample(entry.Inputs, clock, clock, -1), state.Cells[cell].Memory, step.Event);
        }

        return state.Conditions[cell].Describe(state.Plans[slot].Point, state.Points[slot].Last, state.Cells[cell].Memory, step.Event);
    }

    private static LocalizedText Held(TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            return new("", "");
        }

        var span = LimitWords.Span(delay);
        return new($"，已持续 {span.Zh}", $", held for {span.En}");
    }
}
