using Gateway.Core.Alarms.Silencing;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.State;

namespace Gateway.Core.Alarms.Engine;

/// <summary>One point and one alarm as bytes: writing and reading side by side, so that they stay the same.</summary>
internal static class CellForm
{
    public static void WritePoint(in PointState point, StateWriter to)
    {
        to.Write(point.LastTime);
        to.Write(point.Offset);
        to.Write(point.LastReceived);
        to.Write(point.LastWarning);
        to.Write(point.ClockStepped);
        to.Write(point.Last.Value);
        to.Write((byte)point.Last.Quality);
        to.Write((byte)point.Last.Flags);
        to.Write(point.Last.Time);
        to.Write(point.Last.Received);
    }

    public static PointState ReadPoint(ref StateReader from) => new()
    {
        LastTime = from.ReadInt64(), Offset = from.ReadInt64(), LastReceived = from.ReadInt64(), LastWarning = from.ReadInt64(),
        ClockStepped = from.ReadBoolean(),
        Last = new Sample(
            from.ReadDouble(), (Quality)from.ReadByte(), (DetectorFlags)from.ReadByte(), from.ReadInt64(), from.ReadInt64()),
    };

    public static void Take(ref PointState to, in PointState read) =>
        (to.LastTime, to.Offset, to.LastReceived, to.LastWarning, to.ClockStepped, to.Last) =
        (read.LastTime, read.Offset, read.LastReceived, read.LastWarning, read.ClockStepped, read.Last);

    // Nearly every alarm of a site has never been raised: these take one byte.
    private const byte AtRest = 0xFF;
    private const byte AtRestUnasked = 0xFE;

    public static void WriteStanding(in AlarmCell alarm, in AlarmHistory history, StateWriter to)
    {
        if (IsAtRest(alarm, history))
        {
            to.Write(history.Rechecked == 0 ? AtRest : AtRestUnasked);
            return;
        }

        to.Write((byte)alarm.State);
        to.Write((byte)alarm.Veils);
        to.Write((byte)alarm.Pending);
        to.Write(alarm.Frozen);
        to.Write(alarm.Since);
        to.Write(history.Raised);
        to.Write(history.Changed);
        to.Write(history.Occurrence);
        to.Write(history.Acknowledged);
        to.Write(history.Rechecked);
        to.Write(history.Veils?.Grants.Count ?? 0);
        foreach (var grant in history.Veils?.Grants ?? [])
        {
            WriteGrant(grant, to);
        }
    }

    public static (AlarmCell Alarm, AlarmHistory History) ReadStanding(ref StateReader from)
    {
        var first = from.ReadByte();
        if (first is AtRest or AtRestUnasked)
        {
            return (default, new AlarmHistory { Rechecked = first == AtRest ? 0 : long.MinValue });
        }

        var alarm = new AlarmCell
        {
            State = (AlarmState)first, Veils = (Veils)from.ReadByte(), Pending = (PendingDelay)from.ReadByte(),
            Frozen = from.ReadBoolean(), Since = from.ReadInt64(),
        };
        var history = new AlarmHistory
        {
            Raised = from.ReadInt64(), Changed = from.ReadInt64(), Occurrence = from.ReadInt64(), Acknowledged = from.ReadInt64(),
            Rechecked = from.ReadInt64(),
        };
        for (var left = from.ReadInt32(); left > 0; left--)
        {
            history.Veils = VeilBook.With(history.Veils, ReadGrant(ref from));
        }

        return alarm.State <= AlarmState.LatchedAcknowledged && alarm.Pending <= PendingDelay.Off
            ? (alarm, history)
            : throw new InvalidDataException("The state holds an alarm state that does not exist.");
    }

    private static bool IsAtRest(in AlarmCell alarm, in AlarmHistory history) =>
        alarm is { State: AlarmState.Normal, Veils: Veils.None, Pending: PendingDelay.None, Frozen: false, Since: 0 }
        && history is { Raised: 0, Changed: 0, Occurrence: 0, Acknowledged: 0, Rechecked: 0 or long.MinValue, Veils: null };

    public static void WriteMemory(in AlarmCell alarm, StateWriter to)
    {
        ref readonly var memory = ref alarm.Memory;
        to.Write(memory.Time);
        to.Write(memory.First);
        to.Write(memory.Second);
        to.Write(memory.Count);
        to.Write(memory.Tripped);
        to.Write(memory.Window is not null);
        memory.Window?.Save(to);
    }

    /// <summary>Into the memory that watching began with: its window is the one that reads.</summary>
    public static void ReadMemory(ref AlarmCell alarm, StateReader from)
    {
        ref var memory = ref alarm.Memory;
        memory.Time = from.ReadInt64();
        memory.First = from.ReadDouble();
        memory.Second = from.ReadDouble();
        memory.Count = from.ReadInt32();
        memory.Tripped = from.ReadBoolean();
        if (from.ReadBoolean() != memory.Window is not null)
        {
            throw new InvalidDataException("The state holds a window where none is expected, or none where one is.");
        }

        memory.Window?.Load(ref from);
    }

    private static void WriteGrant(VeilGrant grant, StateWriter to)
    {
        to.Write((byte)grant.Veil);
        to.Write(grant.Until);
        WriteText(grant.Actor, to);
        WriteText(grant.Approver, to);
        WriteText(grant.Note, to);
    }

    private static VeilGrant ReadGrant(ref StateReader from)
    {
        var (veil, until) = ((Veils)from.ReadByte(), from.ReadInt64());
        return new VeilGrant(veil, ReadText(ref from), ReadText(ref from), ReadText(ref from), until);
    }

    private static void WriteText(string? text, StateWriter to)
    {
        to.Write(text is not null);
        if (text is not null)
        {
            to.Write(text);
        }
    }

    private static string? ReadText(ref StateReader from) => from.ReadBoolean() ? from.ReadString() : null;
}
