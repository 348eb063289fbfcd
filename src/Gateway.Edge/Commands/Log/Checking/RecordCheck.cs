using System.Text.Json;
using Gateway.Core.Alarms;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log.Offline;

namespace Gateway.Edge.Commands.Log.Checking;

/// <summary>Looks into entries that fit their checksum: each is a record of its kind, readings are of known points, and the journal says of an alarm what its newest transition says.</summary>
internal sealed class RecordCheck(LogFileReader log, HoleBook holes, FaultList faults)
{
    private readonly List<LoggedReading> _readings = [];
    private readonly HashSet<long> _unknown = [];

    // One an alarm; a site has some thousands at most.
    private readonly Dictionary<string, (AlarmState State, long Sequence, long Time)> _newest = new(StringComparer.Ordinal);

    public long Readings { get; private set; }

    /// <returns>True when it is the record of a repair.</returns>
    public bool Check(in LogRow row)
    {
        switch (row.Kind)
        {
            case LogEntryKind.Readings:
                CheckReadings(row);
                break;
            case LogEntryKind.Transition:
                CheckTransition(row);
                break;
            case LogEntryKind.Warning:
                Demand(row, IsRead(row, static payload => _ = LogCodec.DecodeWarning(payload.Span)));
                break;
            case LogEntryKind.Judging:
                Demand(row, IsRead(row, static payload => _ = LogCodec.DecodeMark(payload.Span)));
                break;
            case LogEntryKind.Gap:
                return CheckGap(row);
            case LogEntryKind.System or LogEntryKind.Command:
                Demand(row, IsRead(row, static payload => JsonDocument.Parse(payload).Dispose()));
                break;
            default:
                faults.Add(LogFaultKind.Record, row.Sequence, row.Sequence, row.Time, $"未知的记录类型 {(int)row.Kind}", $"an entry of an unknown kind, {(int)row.Kind}");
                break;
        }

        return false;
    }

    /// <summary>After all entries: the journal of alarms.</summary>
    public void CheckJournal()
    {
        foreach (var alarm in log.Alarms)
        {
            var (state, sequence, time) = _newest.GetValueOrDefault(alarm.Id);
            if (!alarm.IsReadable)
            {
                faults.Add(LogFaultKind.Journal, 0, 0, alarm.Changed, $"报警台账中 {alarm.Id} 的记录无法读取", $"the journal's record of the alarm {alarm.Id} cannot be read");
            }
            else if (sequence > 0 && state != alarm.State)
            {
                faults.Add(LogFaultKind.Journal, sequence, sequence, time, $"报警台账称 {alarm.Id} 为 {alarm.State}，其最新状态变化为 {state}", $"the journal says {alarm.State} of the alarm {alarm.Id}, its newest transition {state}");
            }
        }

        if (!log.IsJudgingSound || log.Judging > log.LastSequence)
        {
            faults.Add(LogFaultKind.Journal, log.Judging ?? 0, log.Judging ?? 0, 0, "保存的判断状态已损坏；下次启动时将从日志重新判断", "the saved state of judging is damaged; the next start judges the log again");
        }
    }

    private static bool IsRead(in LogRow row, Action<ReadOnlyMemory<byte>> read)
    {
        try
        {
            read(row.Payload);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void CheckReadings(in LogRow row)
    {
        holes.NoteReadings(row.Sequence);
        _readings.Clear();
        Demand(row, LogCodec.TryDecode(row.Payload.Span, _readings));
        Readings += _readings.Count;
        foreach (var reading in _readings)
        {
            if (!log.Points.ContainsKey(reading.DurablePoint) && reading.DurablePoint != 0 && _unknown.Add(reading.DurablePoint))
            {
                faults.Add(LogFaultKind.Point, row.Sequence, row.Sequence, row.Time, $"测点序号 {reading.DurablePoint} 没有名称", $"the log has no name of the point with its number {reading.DurablePoint}");
            }
        }
    }

    private void CheckTransition(in LogRow row)
    {
        var transition = LogCodec.TryDecodeTransition(row.Payload.Span);
        Demand(row, transition is not null);
        if (transition is not null && transition.Event is not (AlarmEvent.WouldHaveAlarmed or AlarmEvent.WouldHaveReturned))
        {
            _newest[transition.AlarmId] = (transition.To, row.Sequence, row.Time);
        }
    }

    private bool CheckGap(in LogRow row)
    {
        var gap = GapCodec.Decode(row.Payload.Span);
        Demand(row, gap is not null);
        if (gap is not null)
        {
            holes.NoteGap(gap);
        }

        return gap?.Reason == GapReason.Damage;
    }

    private void Demand(in LogRow row, bool isRead)
    {
        if (!isRead)
        {
            faults.Add(LogFaultKind.Record, row.Sequence, row.Sequence, row.Time, $"第 {row.Sequence} 条（{row.Kind}）内容无法解读", $"entry {row.Sequence} ({row.Kind}) cannot be understood");
        }
    }
}
