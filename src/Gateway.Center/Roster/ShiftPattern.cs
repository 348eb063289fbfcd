namespace Gateway.Center.Roster;

/// <summary>Shifts that repeat: so many a day, taken in turn by a list of people.</summary>
/// <param name="FirstDay">Local day.</param>
/// <param name="Days">1 to 366.</param>
/// <param name="Changes">Local times at which shifts change, in order; two of them make two shifts a day. 1 to 6.</param>
/// <param name="Officers">Taken in turn, <paramref name="OfficersPerShift"/> for each shift.</param>
/// <param name="Leaders">Taken in turn, one for each day; empty = none.</param>
public sealed record ShiftPattern(
    string UnitId, DateOnly FirstDay, int Days, IReadOnlyList<TimeOnly> Changes, IReadOnlyList<string> Officers, IReadOnlyList<string> Leaders, int OfficersPerShift = 1)
{
    /// <summary>The shifts, one after the other without holes; the last ends with the first change of the day after.</summary>
    public IEnumerable<ShiftRequest> Shifts(TimeZoneInfo zone)
    {
        var starts = Enumerable.Range(0, Days).SelectMany(day => Changes.Select(at => (Day: day, At: FirstDay.AddDays(day).ToDateTime(at)))).ToList();
        starts.Add((Days, FirstDay.AddDays(Days).ToDateTime(Changes[0])));
        for (var index = 0; index + 1 < starts.Count; index++)
        {
            var officers = Enumerable.Range(index * OfficersPerShift, OfficersPerShift).Select(turn => Officers[turn % Officers.Count]).Distinct(StringComparer.Ordinal);
            var leader = Leaders.Count == 0 ? null : Leaders[starts[index].Day % Leaders.Count];
            yield return new ShiftRequest(UnitId, Utc(starts[index].At, zone), Utc(starts[index + 1].At, zone), [.. officers], leader);
        }
    }

    private static DateTimeOffset Utc(DateTime local, TimeZoneInfo zone) => new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
}

/// <summary>A shift as it is entered.</summary>
/// <param name="Officers">People's ids, called in this order.</param>
/// <param name="Leader">Person's id; null = none.</param>
public sealed record ShiftRequest(string? UnitId, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<string>? Officers, string? Leader);
