using System.Text.Json;
using Gateway.Core.Alarms;
using Gateway.Core.Alarms.Silencing;
using Gateway.Core.Measurements;
using Gateway.Edge.Limits;
using Gateway.Storage.Sqlite.Log;

namespace Gateway.Edge.Api;

/// <summary>Alarms and what happened to them, as the API shows them. Pure.</summary>
internal static class AlarmWriter
{
    private static readonly LocalizedText s_notReviewed = new("默认阈值，未经审核", "default threshold, not reviewed");

    /// <param name="cause">The transition that explains it; null when it is no longer kept.</param>
    public static AlarmView Write(AlarmRecord alarm, AlarmTransition? cause, LimitChange? limit) => new(
        alarm.AlarmId, alarm.PointId, Name(alarm.Kind.ToString()), alarm.Tier, alarm.State, alarm.RaisedTime > 0 ? Time(alarm.RaisedTime) : null,
        Time(alarm.ChangedTime), cause?.Reason.Text)
    {
        Underlying = alarm.Underlying ?? alarm.State, Veils = Names(alarm.Veils), Until = Time(alarm.Until), Actor = alarm.Actor, Approver = alarm.Approver,
        Note = alarm.Note, Occurrence = alarm.Occurrence > 0 ? $"{alarm.AlarmId}@{alarm.Occurrence}" : null,
        Explanation = cause is null ? null : Explain(cause.Reason), LimitChange = limit,
    };

    public static OccurrenceView Write(AlarmOccurrence occurrence)
    {
        // What late data show of an occurrence says nothing of how it stands now; only where there is nothing else it is all there is.
        var live = occurrence.Transitions.Where(t => t.Event.IsLive()).ToList();
        var (first, last) = (occurrence.Transitions[0], live.Count > 0 ? live[^1] : occurrence.Transitions[^1]);
        var ended = live.Count > 0 ? (last.Underlying ?? last.To) == AlarmState.Normal : last.Event == AlarmEvent.WouldHaveReturned;
        return new OccurrenceView(
            occurrence.Id, occurrence.AlarmId, first.PointId, Name(first.Kind.ToString()), occurrence.Transitions.Max(t => t.Tier), Time(occurrence.Began),
            ended ? Time(last.EventTime) : null, last.To, live.Count == 0, [.. occurrence.Transitions.Select(Write)]);
    }

    public static DateTimeOffset Time(long ticks) => new(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);

    public static string Name(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static TransitionView Write(AlarmTransition transition) => new(
        transition.Id, transition.Event, transition.From, transition.To, transition.Tier, Time(transition.EventTime), Time(transition.DecidedTime),
        transition.Reason.Text, Explain(transition.Reason), transition.Actor, transition.Approver, transition.Note, Time(transition.Until),
        transition.Underlying ?? transition.To, Names(transition.Veils), transition.IsAbnormal);

    private static ExplanationView Explain(AlarmReason reason) => new(
        Finite(reason.Value), Finite(reason.Limit), ApiJson.Name(reason.Quality),
        [.. reason.Inputs.Select(input => new ReasonInputView(input.PointId, Finite(input.Value), input.Unit, ApiJson.Name(input.Quality), Time(input.Time)))],
        reason.Trust, reason.WhyNotHigher, reason.Advice,
        new RuleView(
            reason.Basis.Rule, reason.Basis.Version, reason.Basis.Clause, reason.Basis.Source, reason.Basis.Remark, reason.Basis.Confidence, reason.Basis.IsLaw,
            reason.Basis.ReviewedBy),
        reason.Basis.IsUnreviewedDefault ? s_notReviewed : null);

    private static string[] Names(Veils veils) =>
        [.. Enum.GetValues<Veils>().Where(veil => veil != Veils.None && veils.HasFlag(veil)).Select(veil => Name(veil.ToString()))];

    private static DateTimeOffset? Time(long? ticks) => ticks is { } known ? Time(known) : null;

    public static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
