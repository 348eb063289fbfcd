using Gateway.Core.Measurements;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Ports;
using Gateway.Storage.InfluxDb.Sink;
using Gateway.Storage.InfluxDb.Tests.Fakes;
using Gateway.Storage.InfluxDb.Writing;
using Gateway.Testing.Storage;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Storage.InfluxDb.Tests;

public sealed class InfluxSinkTests
{
    private static readonly long s_time = new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc).Ticks;
    private readonly MemoryDurableLog _log = new();
    private readonly NumberedPoints _points = new(10);

    [Fact]
    public async Task Carries_every_reading_and_then_moves_its_cursor()
    {
        using var server = new ScriptedServer(_ => new Scripted(204));
        Append(0, 25);
        await RunUntilAsync(server, options => options with { BatchLines = 10, MaxAgeMs = 10 }, () => _log.GetCursor(InfluxSink.Reader) == 25);
        Sent(server).ShouldBe(Enumerable.Range(0, 25));
        server.Received.ShouldAllBe(r => r.Lines.Length <= 10);
    }

    [Fact]
    public async Task Cuts_an_entry_that_is_larger_than_a_batch()
    {
        using var server = new ScriptedServer(_ => new Scripted(204));
        _log.AppendReadings([.. Enumerable.Range(0, 95).Select(NewReading)]);
        await RunUntilAsync(server, o => o with { BatchLines = 10, MaxAgeMs = 10 }, () => _log.GetCursor(InfluxSink.Reader) == 1);
        Sent(server).ShouldBe(Enumerable.Range(0, 95));
        server.Received.Count.ShouldBe(10);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sends_the_next_batch_before_it_writes_the_cursor_of_the_one_before(bool gzip)
    {
        using var server = new ScriptedServer(_ => new Scripted(204));
        using var stop = new CancellationTokenSource();
        var options = Options(server) with { BatchLines = 10, MaxAgeMs = 10, Gzip = gzip };
        using var client = new InfluxClient(options, TimeProvider.System);
        Append(0, 30);
        var log = new GatedCursorLog(_log, () => server.Received.Count >= 2);
        var running = new InfluxSink(options, log, _points.IdOf, _points, client, TimeProvider.System, NullLogger<InfluxSink>.Instance).RunAsync(stop.Token);
        await Eventually.TrueAsync(() => _log.GetCursor(InfluxSink.Reader) == 30);
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(10));
        Sent(server).ShouldBe(Enumerable.Range(0, 30));
    }

    [Fact]
    public async Task A_batch_that_is_repeated_goes_out_as_it_was_while_the_next_one_is_made()
    {
        var requests = 0;
        using var server = new ScriptedServer(_ => new Scripted(Interlocked.Increment(ref requests) % 3 == 0 ? 204 : 503));
        Append(0, 60);
        await RunUntilAsync(server, o => o with { BatchLines = 10, MaxAgeMs = 10, Gzip = true }, () => _log.GetCursor(InfluxSink.Reader) == 60);
        server.Received.Chunk(3).Where(c => c.Length == 3).ShouldAllBe(c => c[0].Body == c[1].Body && c[1].Body == c[2].Body);
        Sent(server).Distinct().ShouldBe(Enumerable.Range(0, 60));
    }

    [Fact]
    public async Task Leaves_its_cursor_standing_through_an_outage_and_loses_nothing()
    {
        var away = true;
        using var server = new ScriptedServer(_ => new Scripted(away ? 503 : 204));
        Append(0, 30);
        await RunUntilAsync(server, o => o with { BatchLines = 10, MaxAgeMs = 10 }, () =>
        {
            if (away && server.Received.Count >= 5)
            {
                _log.GetCursor(InfluxSink.Reader).ShouldBe(0);
                away = false;
            }

            return _log.GetCursor(InfluxSink.Reader) == 30;
        });
        Sent(server).Distinct().ShouldBe(Enumerable.Range(0, 30));
    }

    [Fact]
    public async Task Starts_after_a_restart_where_it_was_accepted_last()
    {
        using var server = new ScriptedServer(_ => new Scripted(204));
        Append(0, 10);
        await RunUntilAsync(server, o => o with { MaxAgeMs = 10 }, () => _log.GetCursor(InfluxSink.Reader) == 10);
        Append(10, 5);
        await RunUntilAsync(server, o => o with { MaxAgeMs = 10 }, () => _log.GetCursor(InfluxSink.Reader) == 15);
        Sent(server).ShouldBe(Enumerable.Range(0, 15));
    }

    [Fact]
    public async Task Passes_over_entries_that_are_not_readings_and_damaged_ones()
    {
        using var server = new ScriptedServer(_ => new Scripted(204));
        Append(0, 1);
        _log.AppendEvent(new LogEvent(LogEntryKind.Gap, "{}"));
        _log.AppendPayload(LogEntryKind.Readings, [1, 2, 3]);
        Append(1, 1);
        var sink = await RunUntilAsync(server, o => o with { MaxAgeMs = 10 }, () => _log.GetCursor(InfluxSink.Reader) == 4);
        Sent(server).ShouldBe([0, 1]);
        sink.SetAside.Latest.Single().Reason.ShouldContain("entry 3");
    }

    [Fact]
    public async Task Sets_aside_before_sending_what_no_server_could_read()
    {
        using var server = new ScriptedServer(_ => new Scripted(204));
        var batch = new BatchPool().Rent(0, 0);
        batch.AddText(NewReading(1) with { Value = double.NaN }, new string('x', 70_000));
        batch.Add(NewReading(2));
        batch.Add(NewReading(3) with { SourceTime = DateTime.MaxValue.Ticks });
        batch.Add(NewReading(4) with { Point = 77 });
        _log.Append([batch]);
        var sink = await RunUntilAsync(server, o => o with { MaxAgeMs = 10 }, () => _log.GetCursor(InfluxSink.Reader) == 1);
        Sent(server).ShouldBe([2]);
        sink.SetAside.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Goes_on_after_the_log_could_not_be_read()
    {
        using var server = new ScriptedServer(_ => new Scripted(204));
        Append(0, 3);
        _log.ReadFails = new DurableLogException("disk");
        await RunUntilAsync(server, o => o with { MaxAgeMs = 10 }, () => _log.GetCursor(InfluxSink.Reader) == 3);
        Sent(server).ShouldBe([0, 1, 2]);
    }

    [Fact]
    public async Task Waits_for_a_young_batch_to_fill_and_sends_it_when_it_is_old()
    {
        using var server = new ScriptedServer(_ => new Scripted(204));
        var time = new ManualTimeProvider();
        using var client = new InfluxClient(Options(server), TimeProvider.System);
        using var stop = new CancellationTokenSource();
        Append(0, 3);
        var running = NewSink(Options(server), client, time).RunAsync(stop.Token);
        await Eventually.TrueAsync(() => time.ArmedTimers > 0);
        server.Received.Count.ShouldBe(0);
        await Eventually.TrueAsync(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(250));
            return server.Received.Count > 0;
        });
        server.Received[0].Lines.Length.ShouldBe(3);
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static InfluxOptions Options(ScriptedServer server) => new() { Url = server.Url, Database = "d" };

    private async Task<InfluxSink> RunUntilAsync(ScriptedServer server, Func<InfluxOptions, InfluxOptions> change, Func<bool> done)
    {
        var options = change(Options(server));
        using var client = new InfluxClient(options, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var sink = NewSink(options, client, TimeProvider.System);
        var running = sink.RunAsync(stop.Token);
        await Eventually.TrueAsync(done);
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(10));
        return sink;
    }

    private InfluxSink NewSink(InfluxOptions options, InfluxClient client, TimeProvider time) => new(
        options, _log, _points.IdOf, _points, client, time, NullLogger<InfluxSink>.Instance,
        new RetrySchedule(TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(5)));

    private void Append(int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            _log.AppendReadings(NewReading(i));
        }
    }

    private static Reading NewReading(int number) => new(number % 10, number, s_time + (number * TimeSpan.TicksPerSecond), Quality.Good);

    private static List<int> Sent(ScriptedServer server) =>
        [.. server.Received.SelectMany(r => r.Lines).Select(l => (int)(double)SlowParser.Parse(l).Fields["value"])];
}
