using Gateway.Core.Alarms;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>One occurrence of one alarm: from leaving normal until the return to it, or one act on an alarm that was normal.</summary>
/// <param name="Began">Event time, UTC ticks.</param>
/// <param name="Transitions">Of those the log still has, all; in the order in which they were decided. At least one.</param>
public sealed record AlarmOccurrence(string AlarmId, long Began, IReadOnlyList<AlarmTransition> Transitions)
{
    /// <summary>Unique over the site's life: <c>{alarm id}@{ticks}</c>.</summary>
    public string Id => $"{AlarmId}@{Began}";
}

/// <summary>Which occurrences are asked for: those with a transition in the time.</summary>
/// <param name="From">Event time, UTC ticks.</param>
/// <param name="To">Event time, UTC ticks; not part of it.</param>
/// <param name="Point">Id; null = all.</param>
/// <param name="Alarm">Id; null = all.</param>
/// <param name="Limit">Most occurrences, the newest; 1 or more.</param>
public sealed record OccurrenceQuery(long From, long To, string? Point, string? Alarm, int Limit);
