using Gateway.Core.Alarms;
using Gateway.Core.Alarms.Traffic;
using Gateway.Core.Warnings;

namespace Gateway.Center.Coverage.Kpi;

/// <summary>
/// The load of alarms of one site, or of all sites as one, over whole shifts: counted by the same <see cref="AlarmTraffic"/> as in the gateway, so that
/// center and gateway never differ.
/// </summary>
internal sealed class AlarmLoad
{
    private const int TopCount = 10;
    private const int KeptShifts = 100;

    private AlarmLoad(IReadOnlyList<ShiftFigures> shifts, ShiftFigures whole) => (Shifts, Whole) = (shifts, whole);

    public IReadOnlyList<ShiftFigures> Shifts { get; }

    /// <summary>Of the whole time, as if it were one shift.</summary>
    public ShiftFigures Whole { get; }

    /// <summary>How alarms are counted where the county is.</summary>
    public static AlarmTrafficOptions Options(TimeSpan utcOffset)
    {
        var usual = new AlarmTrafficOptions { KeptShifts = KeptShifts };
        return usual with { Calendar = usual.Calendar with { UtcOffset = utcOffset } };
    }

    /// <param name="transitions">In order of decision, of the time asked for and of some days before, so that what stood at its begin is known.</param>
    /// <param name="lead">Begin of those days.</param>
    /// <param name="from">Begin of a shift.</param>
    public static AlarmLoad Of(IEnumerable<(string Alarm, AlarmTransition Transition)> transitions, AlarmTrafficOptions options, DateTimeOffset lead, DateTimeOffset from, DateTimeOffset to)
    {
        var traffic = new AlarmTraffic(options, lead.UtcTicks);
        var announced = new List<(string, AlarmTransition)>();
        foreach (var (alarm, transition) in transitions)
        {
            traffic.Add(transition with { AlarmId = alarm });
            if (transition.To == AlarmState.Unacknowledged && transition.DecidedTime >= from.UtcTicks)
            {
                announced.Add((alarm, transition));
            }
        }

        IReadOnlyList<ShiftFigures> shifts = [.. traffic.Figures(to.UtcTicks).Where(shift => shift.Shift.Start >= from.UtcTicks && shift.Shift.Start < to.UtcTicks)];
        return new AlarmLoad(shifts, Join(shifts, announced, from, to));
    }

    private static ShiftFigures Join(IReadOnlyList<ShiftFigures> shifts, List<(string Alarm, AlarmTransition Transition)> announced, DateTimeOffset from, DateTimeOffset to)
    {
        var (length, last) = ((double)(to - from).Ticks, shifts.Count > 0 ? shifts[^1] : null);
        var top = announced.GroupBy(row => row.Alarm, StringComparer.Ordinal).OrderByDescending(group => group.Count()).Take(TopCount)
            .Select(group => new AlarmCount(group.Key, group.First().Transition.PointId, group.First().Transition.Kind, group.First().Transition.Tier, group.Count())).ToList();
        var chattering = shifts.SelectMany(shift => shift.Chattering).DistinctBy(alarm => alarm.AlarmId).ToList();
        return new ShiftFigures
        {
            Shift = new Shift(from.UtcTicks, to.UtcTicks), Until = to.UtcTicks, Announced = announced.Count,
            MeanPer10Minutes = announced.Count / Math.Max(1, length / TimeSpan.FromMinutes(10).Ticks),
            PeakPer10Minutes = shifts.Select(shift => shift.PeakPer10Minutes).DefaultIfEmpty().Max(),
            // One that runs on into the next shift is counted in both, as in the gateway's own figures.
            Floods = shifts.Sum(shift => shift.Floods),
            PercentInFlood = shifts.Sum(shift => shift.PercentInFlood * (shift.Until - shift.Shift.Start)) / Math.Max(1, length),
            TopTen = top, TopTenPercent = announced.Count == 0 ? 0 : 100.0 * top.Sum(alarm => alarm.Count) / announced.Count,
            Standing = last?.Standing ?? [], StandingCount = last?.StandingCount ?? 0, Chattering = chattering, ChatteringCount = chattering.Count,
            Fleeting = shifts.Sum(shift => shift.Fleeting),
            ByTier = [.. Enumerable.Range((int)WarningTier.Blue, 4).Select(tier => (long)announced.Count(row => (int)row.Transition.Tier == tier))],
            Silenced = last?.Silenced ?? default, ShelvedActs = shifts.Sum(shift => shift.ShelvedActs), SilencedRaises = shifts.Sum(shift => shift.SilencedRaises),
            WouldHaveAlarmed = 0, Unnamed = shifts.Sum(shift => shift.Unnamed),
        };
    }
}
