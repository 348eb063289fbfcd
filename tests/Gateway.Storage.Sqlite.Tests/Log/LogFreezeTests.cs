using Gateway.Core.Alarms;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log;
using Gateway.Storage.Sqlite.Tests.Support;

namespace Gateway.Storage.Sqlite.Tests.Log;

public sealed class LogFreezeTests
{
    private static readonly SqliteLogOptions s_small = new() { MaxBytes = 2 << 20 };

    [Fact]
    public async Task Readings_around_an_alarm_outlive_newer_ones()
    {
        await using var bench = LogBench.Open(s_small);
        var (from, to) = Story(bench, "p0");
        for (var i = 0; i < 200; i++)
        {
            bench.Fill(10);
            bench.Time.Advance(TimeSpan.FromMinutes(1));
        }

        var readings = bench.ReadAll().Where(e => e.Kind == LogEntryKind.Readings).Select(e => e.Sequence).ToList();
        readings.Where(sequence => sequence <= to).ShouldBe(Sequences(bench, from, to));
        readings.ShouldNotContain(sequence => sequence < from);
        readings[^1].ShouldBeGreaterThan(to + 1000);
    }

    [Fact]
    public async Task What_was_let_go_of_and_what_is_there_is_all_there_was()
    {
        await using var bench = LogBench.Open(s_small);
        Story(bench, "p0");
        for (var i = 0; i < 100; i++)
        {
            bench.Fill(20);
            bench.Time.Advance(TimeSpan.FromMinutes(1));
            if (i % 30 == 0)
            {
                Alarm(bench, "p1");
            }
        }

        var entries = bench.ReadAll();
        var gaps = entries.Where(e => e.Kind == LogEntryKind.Gap).Select(e => GapCodec.Decode(e.Payload.Span)!).ToList();
        var kept = entries.Where(e => e.Kind == LogEntryKind.Readings).ToList();
        (gaps.Sum(gap => gap.Readings) + kept.Sum(e => LogCodec.Decode(e.Payload.Span).Count)).ShouldBe((100L * 20 * 100) + 4000);
        gaps.ShouldAllBe(gap => !kept.Any(e => e.Sequence >= gap.FromSequence && e.Sequence <= gap.ToSequence));
        new FileInfo(bench.Path).Length.ShouldBeLessThan(4 << 20);
    }

    [Fact]
    public async Task When_only_readings_around_alarms_are_left_the_oldest_of_them_go_and_records_stay()
    {
        await using var bench = LogBench.Open(s_small);
        for (var i = 0; i < 300; i++)
        {
            bench.Fill(10);
            bench.Time.Advance(TimeSpan.FromMinutes(1));
            Alarm(bench, "p0");
        }

        var entries = bench.ReadAll();
        new FileInfo(bench.Path).Length.ShouldBeLessThan(4 << 20);
        entries.Count(e => e.Kind == LogEntryKind.Transition).ShouldBe(300);
        var readings = entries.Where(e => e.Kind == LogEntryKind.Readings).Select(e => e.Sequence).ToList();
        readings.Count.ShouldBe((int)entries.Count(e => e.Sequence >= readings[0] && e.Kind == LogEntryKind.Readings));
        readings[0].ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task An_alarm_of_the_gateway_itself_freezes_nothing()
    {
        await using var bench = LogBench.Open(s_small);
        Story(bench, "gateway.history");
        for (var i = 0; i < 200; i++)
        {
            bench.Fill(10);
            bench.Time.Advance(TimeSpan.FromMinutes(1));
        }

        bench.ReadAll().First(e => e.Kind == LogEntryKind.Readings).Sequence.ShouldBeGreaterThan(100);
    }

    /// <summary>20 quiet minutes, an alarm, 20 more; one batch of 100 a minute.</summary>
    /// <returns>First and last sequence that lie in the window.</returns>
    private static (long From, long To) Story(LogBench bench, string point)
    {
        for (var minute = -20; minute <= 20; minute++)
        {
            if (minute == 0)
            {
                Alarm(bench, point);
            }
            else
            {
                bench.Fill(1);
            }

            bench.Time.Advance(TimeSpan.FromMinutes(1));
        }

        // Minute -10 is the 11th batch; the alarm itself is entry 21, minute 10 entry 31.
        return (11, 31);
    }

    private static void Alarm(LogBench bench, string point)
    {
        var batch = bench.Batch();
        batch.Transitions.Add(LogBench.Transition(point, AlarmEvent.Raised, AlarmState.Unacknowledged, bench.Time.GetUtcNow().UtcTicks));
        bench.Log.Append([batch]);
    }

    private static IEnumerable<long> Sequences(LogBench bench, long from, long to) =>
        Enumerable.Range((int)from, (int)(to - from) + 1).Select(n => (long)n).Where(n => bench.ReadAll(n - 1)[0].Kind == LogEntryKind.Readings);
}
