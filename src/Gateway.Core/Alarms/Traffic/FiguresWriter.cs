namespace Gateway.Core.Alarms.Traffic;

/// <summary>Makes the figures of a shift from its counts, as of one moment.</summary>
internal static class FiguresWriter
{
    private const int Longest = 100;
    private static readonly long s_standing = TimeSpan.FromHours(24).Ticks;

    public static ShiftFigures Write(ShiftTally shift, IReadOnlyCollection<AlarmTally> alarms, long until)
    {
        var length = until - shift.Shift.Start;
        var top = Ranked(alarms, a => a.Announced, 10);
        var standing = alarms.Where(a => a.StandingSince > 0 && until - a.StandingSince > s_standing).ToList();
        return new ShiftFigures
        {
            Shift = shift.Shift,
            Until = until,
            Announced = shift.Announced,
            // A shift a few seconds old has no rate yet: at least one interval counts.
            MeanPer10Minutes = shift.Announced / Math.Max(1, (double)length / FloodMeter.Window),
            PeakPer10Minutes = shift.Peak,
            Floods = shift.Floods,
            // Above 100 only when the clock was set back.
            PercentInFlood = length == 0 ? 0 : Math.Min(100, 100.0 * shift.FloodTicks / length),
            TopTen = top,
            TopTenPercent = shift.Announced == 0 ? 0 : 100.0 * top.Sum(a => a.Count) / shift.Announced,
            Standing = [.. standing.OrderBy(a => a.StandingSince).ThenBy(a => a.AlarmId, StringComparer.Ordinal).Take(Longest)
                .Select(a => new LongStandingAlarm(a.AlarmId, a.PointId, a.Kind, a.Tier, a.StandingSince))],
            StandingCount = standing.Count,
            Chattering = Ranked(alarms, a => a.Chattering, Longest),
            ChatteringCount = alarms.Count(a => a.Chattering > 0),
            Fleeting = alarms.Sum(a => a.Fleeting),
            ByTier = [.. shift.ByTier[1..]],
            Silenced = new(InState(alarms, AlarmState.Shelved), InState(alarms, AlarmState.SuppressedByDesign), InState(alarms, AlarmState.OutOfService)),
            ShelvedActs = shift.Of(AlarmEvent.ShelvedByPerson),
            SilencedRaises = shift.SilencedRaises,
            WouldHaveAlarmed = shift.Of(AlarmEvent.WouldHaveAlarmed),
            Unnamed = shift.Unnamed,
        };
    }

    private static int InState(IReadOnlyCollection<AlarmTally> alarms, AlarmState state) => alarms.Count(a => a.State == state);

    private static List<AlarmCount> Ranked(IReadOnlyCollection<AlarmTally> alarms, Func<AlarmTally, int> count, int most) =>
        [.. alarms.Where(a => count(a) > 0).OrderByDescending(count).ThenBy(a => a.AlarmId, StringComparer.Ordinal).Take(most)
            .Select(a => new AlarmCount(a.AlarmId, a.PointId, a.Kind, a.Tier, count(a)))];
}
