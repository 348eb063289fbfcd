using Gateway.Core.Conditions;
using Gateway.Core.State;
using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms.Traffic;

/// <summary>The figures of a closed shift as bytes.</summary>
internal static class FiguresState
{
    public static void Save(ShiftFigures figures, StateWriter writer)
    {
        writer.Write((ReadOnlySpan<long>)
        [
            figures.Shift.Start, figures.Shift.End, figures.Until, figures.Announced, figures.PeakPer10Minutes, figures.Floods, figures.StandingCount,
            figures.ChatteringCount, figures.Fleeting, figures.Silenced.Shelved, figures.Silenced.SuppressedByDesign, figures.Silenced.OutOfService,
            figures.ShelvedActs, figures.SilencedRaises, figures.WouldHaveAlarmed, figures.Unnamed,
        ]);
        writer.Write((ReadOnlySpan<double>)[figures.MeanPer10Minutes, figures.PercentInFlood, figures.TopTenPercent]);
        writer.Write(figures.ByTier.Span);
        Save(figures.TopTen, writer);
        Save(figures.Chattering, writer);
        writer.Write(figures.Standing.Count);
        foreach (var alarm in figures.Standing)
        {
            Save(alarm.AlarmId, alarm.PointId, alarm.Kind, alarm.Tier, writer);
            writer.Write(alarm.Since);
        }
    }

    public static ShiftFigures Load(ref StateReader reader)
    {
        var whole = new long[16];
        var parts = new double[3];
        var tiers = new long[(int)WarningTier.Red];
        reader.ReadInt64s(whole);
        reader.ReadDoubles(parts);
        reader.ReadInt64s(tiers);
        return new ShiftFigures
        {
            Shift = new(whole[0], whole[1]), Until = whole[2], Announced = whole[3], PeakPer10Minutes = whole[4], Floods = (int)whole[5],
            StandingCount = (int)whole[6], ChatteringCount = (int)whole[7], Fleeting = (int)whole[8],
            Silenced = new((int)whole[9], (int)whole[10], (int)whole[11]), ShelvedActs = (int)whole[12], SilencedRaises = (int)whole[13],
            WouldHaveAlarmed = (int)whole[14], Unnamed = whole[15],
            MeanPer10Minutes = parts[0], PercentInFlood = parts[1], TopTenPercent = parts[2], ByTier = [.. tiers],
            TopTen = LoadCounts(ref reader), Chattering = LoadCounts(ref reader), Standing = LoadStanding(ref reader),
        };
    }

    private static void Save(IReadOnlyList<AlarmCount> counts, StateWriter writer)
    {
        writer.Write(counts.Count);
        foreach (var alarm in counts)
        {
            Save(alarm.AlarmId, alarm.PointId, alarm.Kind, alarm.Tier, writer);
            writer.Write(alarm.Count);
        }
    }

    private static void Save(string alarm, string point, ConditionKind kind, WarningTier tier, StateWriter writer)
    {
        writer.Write(alarm);
        writer.Write(point);
        writer.Write((byte)kind);
        writer.Write((byte)tier);
    }

    private static List<AlarmCount> LoadCounts(ref StateReader reader)
    {
        List<AlarmCount> counts = [];
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            counts.Add(new(reader.ReadString(), reader.ReadString(), (ConditionKind)reader.ReadByte(), (WarningTier)reader.ReadByte(), reader.ReadInt32()));
        }

        return counts;
    }

    private static List<LongStandingAlarm> LoadStanding(ref StateReader reader)
    {
        List<LongStandingAlarm> standing = [];
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            standing.Add(new(reader.ReadString(), reader.ReadString(), (ConditionKind)reader.ReadByte(), (WarningTier)reader.ReadByte(), reader.ReadInt64()));
        }

        return standing;
    }
}
