using Gateway.Core.Alarms.Silencing;
using Gateway.Core.Conditions;
using Gateway.Core.State;
using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms.Engine;

/// <summary>The state of judging as bytes, with a check sum over all of them: half a state is worse than none.</summary>
internal static class StateFile
{
    private const int Magic = 0x53574721;
    private const int Version = 3;

    public static void Save(SiteState state, StateWriter writer)
    {
        var cell = new StateWriter();
        writer.Write(Magic);
        writer.Write(Version);
        var head = writer.Written.Length;
        writer.Write(0L);
        writer.Write(0);
        var start = writer.Written.Length;
        writer.Write(state.Clock);
        writer.Write(state.Plans.Length);
        for (var slot = 0; slot < state.Plans.Length; slot++)
        {
            writer.Write(state.Plans[slot].Point.Id);
            CellForm.WritePoint(state.Points[slot], writer);
            WriteCells(state, slot, writer, cell);
        }

        // One buffer for all: at ten thousand points a second one would be as large as everything else.
        writer.Patch(head, RuleFingerprint.Of(writer.Written[start..]));
        writer.Patch(head + sizeof(long), writer.Written.Length - start);
    }

    /// <summary>A state of its own with everything taken up that still matches, and the alarms that do not.</summary>
    public static (SiteState State, IReadOnlyList<AlarmRecord> Unmatched) Load(
        ref StateReader reader, IReadOnlyList<PointPlan> plans, EvaluatorOptions options)
    {
        if (reader.ReadInt32() != Magic || reader.ReadInt32() != Version)
        {
            throw new InvalidDataException("Not a state of this version.");
        }

        var sum = reader.ReadInt64();
        var bytes = reader.ReadBytes();
        if (RuleFingerprint.Of(bytes) != sum)
        {
            throw new InvalidDataException("The state is damaged.");
        }

        try
        {
            return LoadBody(new StateReader(bytes), plans, options);
        }
        catch (Exception error) when (error is ArgumentException or ArithmeticException or IndexOutOfRangeException or InvalidOperationException)
        {
            throw new InvalidDataException("The state is of another form.", error);
        }
    }

    private static (SiteState State, IReadOnlyList<AlarmRecord> Unmatched) LoadBody(
        StateReader body, IReadOnlyList<PointPlan> plans, EvaluatorOptions options)
    {
        var state = new SiteState(plans, options, body.ReadInt64());
        var slots = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var slot = 0; slot < plans.Count; slot++)
        {
            slots[plans[slot].Point.Id] = slot;
        }

        var unmatched = new List<AlarmRecord>();
        for (var left = body.ReadInt32(); left > 0; left--)
        {
            var id = body.ReadString();
            var slot = slots.GetValueOrDefault(id, -1);
            var point = CellForm.ReadPoint(ref body);
            if (slot >= 0)
            {
                CellForm.Take(ref state.Points[slot], point);
            }

            ReadCells(state, slot, id, ref body, unmatched);
        }

        for (var slot = 0; slot < plans.Count; slot++)
        {
            TierBook.Recount(state, slot);
            DeadlineRunner.Refresh(state, slot);
        }

        return (state, unmatched);
    }

    private static void WriteCells(SiteState state, int slot, StateWriter body, StateWriter blob)
    {
        var point = state.Points[slot];
        body.Write(point.Count);
        for (var cell = point.First; cell < point.End; cell++)
        {
            blob.Clear();
            CellForm.WriteMemory(state.Cells[cell], blob);
            body.Write(state.Conditions[cell].Id);
            body.Write(state.Fingerprint(cell));
            body.Write((byte)state.Conditions[cell].Kind);
            body.Write((byte)state.Conditions[cell].Tier);
            CellForm.WriteStanding(state.Cells[cell], state.Histories[cell], body);
            body.Write(blob.Written);
        }
    }

    private static void ReadCells(SiteState state, int slot, string pointId, ref StateReader body, List<AlarmRecord> unmatched)
    {
        for (var left = body.ReadInt32(); left > 0; left--)
        {
            var conditionId = body.ReadString();
            var (print, kind, tier) = (body.ReadInt64(), (ConditionKind)body.ReadByte(), (WarningTier)body.ReadByte());
            var (alarm, history) = CellForm.ReadStanding(ref body);
            var blob = body.ReadBytes();
            var cell = slot < 0 ? -1 : state.FindCell(slot, conditionId);
            if (cell >= 0 && state.Fingerprint(cell) == print)
            {
                alarm.Memory = state.Cells[cell].Memory;
                state.Cells[cell] = alarm;
                state.Histories[cell] = history;
                CellForm.ReadMemory(ref state.Cells[cell], new StateReader(blob));
            }
            else if (alarm.Standing != default)
            {
                unmatched.Add(Orphan($"{pointId}/{conditionId}", pointId, kind, tier, alarm.Standing, history));
            }
        }
    }

    private static AlarmRecord Orphan(
        string alarmId, string pointId, ConditionKind kind, WarningTier tier, AlarmStanding standing, in AlarmHistory history) =>
        new(alarmId, pointId, kind, tier, standing.Shown, history.Raised, history.Changed)
        {
            Underlying = standing.Veils == Veils.None ? null : standing.Underlying, Veils = standing.Veils, Until = history.Veils?.LastEnd,
            Occurrence = history.Occurrence,
        };
}
