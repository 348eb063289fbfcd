using System.Text.Json;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log.Offline;

namespace Gateway.Edge.Commands.Log.Exporting;

/// <summary>Makes lines of the entries that are wanted: one a reading, one a record.</summary>
internal sealed class EntryExport(LogFileReader log, EntryFilter filter, IEntryWriter writer)
{
    private readonly List<LoggedReading> _readings = [];

    public long Lines { get; private set; }

    /// <summary>Wanted entries that do not fit their checksum or cannot be understood.</summary>
    public long Damaged { get; private set; }

    public void Take(in LogRow row)
    {
        if (!filter.Wants(row))
        {
            return;
        }

        if (!row.IsSound || !(row.Kind == LogEntryKind.Readings ? TakeReadings(row) : TakeRecord(row)))
        {
            Damaged++;
        }
    }

    private bool TakeReadings(in LogRow row)
    {
        _readings.Clear();
        if (!LogCodec.TryDecode(row.Payload.Span, _readings))
        {
            return false;
        }

        foreach (var reading in _readings)
        {
            // A point whose name was lost keeps its number.
            var point = log.Points.GetValueOrDefault(reading.DurablePoint, $"#{reading.DurablePoint}");
            if (filter.WantsPoint(point))
            {
                Write(new ExportedLine(row.Sequence, row.Time, "reading", point, reading, null));
            }
        }

        return true;
    }

    private bool TakeRecord(in LogRow row)
    {
        try
        {
            using var json = JsonDocument.Parse(row.Payload);
            var body = json.RootElement;
            var point = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("pointId", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
            if (filter.WantsPoint(point))
            {
                Write(new ExportedLine(row.Sequence, row.Time, JsonNamingPolicy.CamelCase.ConvertName(row.Kind.ToString()), point, null, body));
            }

            return true;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private void Write(in ExportedLine line)
    {
        writer.Write(line);
        Lines++;
    }
}
