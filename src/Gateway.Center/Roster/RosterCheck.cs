namespace Gateway.Center.Roster;

/// <summary>A time with nobody on duty.</summary>
public sealed record RosterHole(DateTimeOffset From, DateTimeOffset To);

/// <summary>Somebody is at two places, or twice at one.</summary>
public sealed record RosterConflict(string Person, string FirstShift, string SecondShift, DateTimeOffset From, DateTimeOffset To);

/// <summary>Finds holes and conflicts. Pure.</summary>
public static class RosterCheck
{
    /// <summary>Parts of the time from <paramref name="from"/> to <paramref name="to"/> that no shift with an officer covers.</summary>
    /// <param name="shifts">Of one unit, in any order.</param>
    public static IReadOnlyList<RosterHole> Holes(IEnumerable<Shift> shifts, DateTimeOffset from, DateTimeOffset to)
    {
        var holes = new List<RosterHole>();
        var covered = from;
        foreach (var shift in shifts.Where(shift => shift.OfficerIds().Count > 0 && shift.To > from && shift.From < to).OrderBy(shift => shift.From))
        {
            if (shift.From > covered)
            {
                holes.Add(new RosterHole(covered, shift.From));
            }

            covered = shift.To > covered ? shift.To : covered;
        }

        if (covered < to)
        {
            holes.Add(new RosterHole(covered, to));
        }

        return holes;
    }

    /// <summary>People who are officers of two shifts that overlap. A leader may lead several.</summary>
    public static IReadOnlyList<RosterConflict> Conflicts(IEnumerable<Shift> shifts)
    {
        var duties = shifts.SelectMany(shift => shift.OfficerIds().Distinct(StringComparer.Ordinal).Select(person => (Person: person, Shift: shift)));
        return [.. duties.GroupBy(duty => duty.Person, StringComparer.Ordinal).SelectMany(group => Overlaps(group.Key, [.. group.Select(duty => duty.Shift).OrderBy(shift => shift.From)]))];
    }

    private static IEnumerable<RosterConflict> Overlaps(string person, List<Shift> shifts)
    {
        for (var first = 0; first < shifts.Count; first++)
        {
            for (var second = first + 1; second < shifts.Count && shifts[second].From < shifts[first].To; second++)
            {
                var (one, other) = (shifts[first], shifts[second]);
                yield return new RosterConflict(person, one.Id, other.Id, other.From, one.To < other.To ? one.To : other.To);
            }
        }
    }
}
