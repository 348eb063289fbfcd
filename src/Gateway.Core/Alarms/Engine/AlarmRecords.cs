using Gateway.Core.Alarms.Silencing;

namespace Gateway.Core.Alarms.Engine;

/// <summary>Present states as records, and back: for journals that keep no judging state.</summary>
internal static class AlarmRecords
{
    /// <summary>Every alarm that is not in the normal state.</summary>
    public static IReadOnlyList<AlarmRecord> Of(SiteState state)
    {
        var records = new List<AlarmRecord>();
        for (var slot = 0; slot < state.Points.Length; slot++)
        {
            var point = state.Points[slot];
            for (var cell = point.First; cell < point.End; cell++)
            {
                if (state.Cells[cell].Standing != default)
                {
                    records.Add(Of(state, slot, cell));
                }
            }
        }

        return records;
    }

    public static AlarmRecord Of(SiteState state, int slot, int cell)
    {
        ref readonly var history = ref state.Histories[cell];
        var standing = state.Cells[cell].Standing;
        var person = history.Veils?.OfPerson;
        return new AlarmRecord(
            state.AlarmId(slot, cell), state.Plans[slot].Point.Id, state.Conditions[cell].Kind, state.Conditions[cell].Tier,
            standing.Shown, history.Raised, history.Changed)
        {
            Underlying = standing.Veils == Veils.None ? null : standing.Underlying, Veils = standing.Veils, Until = history.Veils?.LastEnd,
            Occurrence = history.Occurrence, Actor = person?.Actor, Approver = person?.Approver, Note = person?.Note,
        };
    }

    /// <summary>Takes a record up. False when no alarm of the site has its id.</summary>
    public static bool TryRestore(SiteState state, AlarmRecord record)
    {
        var (slot, cell) = state.Find(record.AlarmId);
        if (cell < 0)
        {
            return false;
        }

        ref var alarm = ref state.Cells[cell];
        ref var history = ref state.Histories[cell];
        alarm.State = record.Underlying ?? Known(record.State);
        alarm.Veils = record.Veils;
        alarm.Pending = PendingDelay.None;
        alarm.Memory.Tripped = alarm.IsAbnormal;
        (history.Raised, history.Changed) = (record.RaisedTime, record.ChangedTime);
        history.Acknowledged = record.ChangedTime;
        history.Occurrence = alarm.State == AlarmState.Normal ? 0 : record.Occurrence == 0 ? record.RaisedTime : record.Occurrence;
        history.Veils = Veil(record);
        TierBook.Recount(state, slot);
        AlarmMover.ScheduleClock(state, slot, long.MinValue);
        DeadlineRunner.Refresh(state, slot);
        return true;
    }

    // A record that says it was silenced but not what it was beneath: the graver reading.
    private static AlarmState Known(AlarmState state) => state <= AlarmState.LatchedAcknowledged ? state : AlarmState.Unacknowledged;

    private static VeilBook? Veil(AlarmRecord record)
    {
        VeilBook? book = null;
        foreach (var veil in Enum.GetValues<Veils>().Where(v => v != Veils.None && (record.Veils & v) != 0))
        {
            var until = veil == Veils.ParentLost ? long.MaxValue : record.Until ?? record.ChangedTime;
            var byPerson = veil is not (Veils.ParentLost or Veils.StartUp);
            book = VeilBook.With(
                book, new VeilGrant(veil, byPerson ? record.Actor : null, byPerson ? record.Approver : null, byPerson ? record.Note : null, until));
        }

        return book;
    }
}
