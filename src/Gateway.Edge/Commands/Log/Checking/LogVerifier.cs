using Gateway.Storage.Sqlite.Log.Offline;

namespace Gateway.Edge.Commands.Log.Checking;

/// <summary>Goes once through a log off line and tells all that is wrong with it. The log is not changed.</summary>
internal static class LogVerifier
{
    /// <param name="path">Full path of <c>log.db</c>; what lies beside it is looked at too.</param>
    /// <param name="site">Id of the site; null = the chain over the events is not checked.</param>
    /// <exception cref="Gateway.Pipeline.Ports.DurableLogException">There is no such file, or it cannot be opened.</exception>
    public static LogVerdict Verify(string path, string? site)
    {
        using var log = new LogFileReader(path);
        var faults = new FaultList();
        if (log.StructureFault() is { } damage)
        {
            faults.Add(LogFaultKind.Structure, 0, 0, 0, $"文件结构损坏：{damage}", $"the structure of the file is damaged: {damage}");
        }

        var walk = new Walk(log, site, faults);
        walk.Run();
        Positions(log, walk.Last, faults);
        foreach (var table in log.UnreadableTables.Distinct())
        {
            faults.Add(LogFaultKind.Unreadable, 0, 0, 0, $"表 {table} 无法读完", $"the table {table} cannot be read to its end");
        }

        AnchorCheck.Run(Path.GetDirectoryName(path)!, faults);
        return new LogVerdict(
            path, log.Epoch, walk.First, walk.Last, walk.Entries, walk.Readings, Time(walk.FirstTime), Time(walk.LastTime), walk.Explained, walk.ChainChecked, faults.Items, faults.More);
    }

    private static DateTimeOffset? Time(long ticks) => ticks > 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    private static void Positions(LogFileReader log, long last, FaultList faults)
    {
        foreach (var (reader, sequence) in log.Cursors.Where(cursor => cursor.Sequence < 0 || cursor.Sequence > last))
        {
            faults.Add(LogFaultKind.Cursor, sequence, sequence, 0, $"读取者 {reader} 位于 {sequence}，而日志到 {last} 为止", $"the reader {reader} stands at {sequence}, and the log ends at {last}");
        }

        var before = 0L;
        foreach (var run in log.Runs)
        {
            if (run.First <= before || run.First > last)
            {
                faults.Add(LogFaultKind.Cursor, run.First, run.First, 0, $"第 {run.First} 条起的运行段与其他段不衔接", $"the run that begins at {run.First} does not follow the others");
            }

            before = run.First;
        }
    }

    /// <summary>One pass over the entries.</summary>
    private sealed class Walk(LogFileReader log, string? site, FaultList faults)
    {
        private readonly HoleBook _holes = new();

        public long First { get; private set; }

        public long Last { get; private set; }

        public long Entries { get; private set; }

        public long Readings { get; private set; }

        public long FirstTime { get; private set; }

        public long LastTime { get; private set; }

        public int Explained { get; private set; }

        public long ChainChecked { get; private set; }

        public void Run()
        {
            var records = new RecordCheck(log, _holes, faults);
            using var chain = new ChainCheck(log, site, faults);
            foreach (var row in log.Rows(0, Unreadable))
            {
                Take(row, records, chain);
            }

            records.CheckJournal();
            (Readings, ChainChecked, Explained) = (records.Readings, chain.Checked, _holes.Judge(faults));
        }

        private void Take(in LogRow row, RecordCheck records, ChainCheck chain)
        {
            Entries++;
            var isRepair = false;
            if (row.IsSound)
            {
                isRepair = records.Check(row);
            }
            else
            {
                faults.Add(LogFaultKind.Checksum, row.Sequence, row.Sequence, row.Time, $"第 {row.Sequence} 条（{row.Kind}）与其校验和不符", $"entry {row.Sequence} ({row.Kind}) does not fit its checksum");
            }

            chain.Take(row);
            _holes.Follow(Last, LastTime, row.Sequence, isRepair);
            if (First == 0)
            {
                (First, FirstTime) = (row.Sequence, row.Time);
            }

            (Last, LastTime) = (row.Sequence, row.Time);
        }

        private void Unreadable(long from, long to)
        {
            _holes.NoteUnreadable(from, to);
            faults.Add(LogFaultKind.Unreadable, from, to, LastTime, $"第 {from} 至 {to} 条之间无法读取", $"nothing can be read between {from} and {to}");
        }
    }
}
