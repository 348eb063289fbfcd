using System.Text.Json;
using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Log;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>The present state of each alarm, moved on in the same transaction as the transition that changed it.</summary>
internal sealed class AlarmJournal(SqliteConnection connection) : IDisposable
{
    private const string Upsert = """
        INSERT INTO alarm(id,point,kind,tier,state,raised,changed,transition) VALUES(?1,?2,?3,?4,?5,?6,?7,?8)
        ON CONFLICT(id) DO UPDATE SET point=excluded.point, kind=excluded.kind, tier=excluded.tier, state=excluded.state,
          raised=CASE WHEN excluded.raised<>0 THEN excluded.raised ELSE raised END,
          changed=excluded.changed, transition=excluded.transition
        """;

    private readonly Statement _upsert = new(connection, Upsert);

    public void Apply(AlarmTransition transition, ReadOnlySpan<byte> json)
    {
        // What late data show of the past changes nothing of the present.
        if (transition.Event is AlarmEvent.WouldHaveAlarmed or AlarmEvent.WouldHaveReturned)
        {
            return;
        }

        _upsert
            .Bind(1, transition.AlarmId)
            .Bind(2, transition.PointId)
            .Bind(3, (long)transition.Kind)
            .Bind(4, (long)transition.Tier)
            .Bind(5, (long)transition.To)
            .Bind(6, transition.Event == AlarmEvent.Raised ? transition.EventTime : 0)
            .Bind(7, transition.EventTime)
            .Bind(8, json)
            .Run();
    }

    public static List<AlarmRecord> Load(SqliteConnection connection)
    {
        using var all = new Statement(connection, "SELECT id,point,kind,tier,state,raised,changed,transition FROM alarm ORDER BY number");
        var alarms = new List<AlarmRecord>();
        while (all.Step())
        {
            var record = new AlarmRecord(
                all.Text(0), all.Text(1), (ConditionKind)all.Int64(2), (WarningTier)all.Int64(3), (AlarmState)all.Int64(4), all.Int64(5), all.Int64(6));
            alarms.Add(record.State > AlarmState.LatchedAcknowledged ? WithSilencing(record, all.Blob(7)) : record);
        }

        return alarms;
    }

    private static AlarmRecord WithSilencing(AlarmRecord record, ReadOnlySpan<byte> transition)
    {
        try
        {
            var last = LogCodec.DecodeTransition(transition);
            return record with
            {
                Underlying = last.Underlying, Veils = last.Veils, Until = last.Until, Occurrence = last.Occurrence, Actor = last.Actor,
                Approver = last.Approver, Note = last.Note,
            };
        }
        catch (JsonException)
        {
            // Not known to be silenced any more: then it speaks.
            return record;
        }
    }

    public void Dispose() => _upsert.Dispose();
}
