using Gateway.Core.Alarms;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log;
using Gateway.Storage.Sqlite.Tests.Support;

namespace Gateway.Storage.Sqlite.Tests.Log;

public sealed class LogBoundTests
{
    [Fact]
    public async Task A_full_log_lets_go_of_the_oldest_readings_and_says_so_in_gap_records()
    {
        await using var bench = LogBench.Open(new SqliteLogOptions { MaxBytes = 2 << 20 });
        bench.Log.SetCursor("influx", 1);
        bench.Fill(2000);
        new FileInfo(bench.Path).Length.ShouldBeLessThan(4 << 20);
        var entries = bench.ReadAll();
        var gaps = Gaps(entries);
        gaps.ShouldNotBeEmpty();
        gaps.ShouldAllBe(g => g.Reason == GapReason.Size && g.Readers.Contains("influx"));
        (gaps.Sum(g => g.Readings) + (100L * entries.Count(e => e.Kind == LogEntryKind.Readings))).ShouldBe(200_000);
        bench.Log.Figures.LostReadings.ShouldBe(gaps.Sum(g => g.Readings));
        bench.Log.FirstSequence.ShouldBe(entries[0].Sequence);
    }

    [Fact]
    public async Task Alarm_records_outlive_the_readings()
    {
        await using var bench = LogBench.Open(new SqliteLogOptions { MaxBytes = 2 << 20 });
        var batch = bench.Batch(bench.Good(0, 60));
        batch.Transitions.Add(LogBench.Transition("p0", AlarmEvent.Raised, AlarmState.Unacknowledged, 10));
        bench.Log.Append([batch]);
        bench.Fill(2000);
        var entries = bench.ReadAll();
        entries[0].Kind.ShouldBe(LogEntryKind.Transition);
        entries[0].Sequence.ShouldBe(2);
    }

    [Fact]
    public async Task What_every_reader_has_read_goes_without_a_gap_record()
    {
        await using var bench = LogBench.Open(new SqliteLogOptions { MaxBytes = 2 << 20 });
        for (var i = 0; i < 20; i++)
        {
            bench.Fill(100);
            bench.Log.SetCursor("influx", bench.Log.LastSequence);
        }

        bench.Log.Figures.Buffer.Dropped.ShouldBeGreaterThan(0);
        Gaps(bench.ReadAll()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Old_readings_go_by_age_and_the_newest_entry_always_stays()
    {
        await using var bench = LogBench.Open();
        bench.Fill(10);
        bench.Time.Advance(TimeSpan.FromDays(31));
        bench.Append(bench.Good(0, 1));
        var entries = bench.ReadAll();
        entries.Select(e => e.Sequence).ShouldBe([11, 12]);
        Gaps(entries).ShouldHaveSingleItem().ShouldBe(new GapRecord
        {
            Reason = GapReason.Age, FromTime = Start, ToTime = Start, Readings = 1000, Entries = 10, FromSequence = 1, ToSequence = 10,
        }, new GapComparer());
        bench.Time.Advance(TimeSpan.FromDays(2000));
        bench.Append(bench.Good(0, 2));
        await bench.ReopenAsync();
        bench.Append(bench.Good(0, 3));
        bench.Log.LastSequence.ShouldBeGreaterThan(13);
    }

    private static long Start => new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    private static List<GapRecord> Gaps(List<LogEntry> entries) =>
        [.. entries.Where(e => e.Kind == LogEntryKind.Gap).Select(e => GapCodec.Decode(e.Payload.Span)!)];

    private sealed class GapComparer : IEqualityComparer<GapRecord>
    {
        public bool Equals(GapRecord? x, GapRecord? y) => x! with { Readers = [] } == y! with { Readers = [] } || Same(x, y);

        public int GetHashCode(GapRecord obj) => 0;

        private static bool Same(GapRecord x, GapRecord y) => x.Readers.SequenceEqual(y.Readers) && x with { Readers = y.Readers } == y;
    }
}
