using Gateway.Core.Measurements;
using Gateway.Edge.Composition;
using Gateway.Edge.Tests.Configuration;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Simulators.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Edge.Tests.Composition;

/// <summary>For what measures a gap, or hears the whole process: nothing else of this project may run meanwhile.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class AloneCollection;

[Collection("alone")]
public sealed class ReloadContinuityTests
{
    [Fact]
    public async Task A_line_that_did_not_change_reads_on_while_another_is_exchanged()
    {
        // As EdgeHost sets it: a commit that holds a pool thread must not hold up the polls.
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, EdgeHost.LeastThreads), completions);
        await using var farm = new ModbusFarm(new ModbusFarmOptions(2, 0, 10, TimeSpan.FromMilliseconds(20)), TimeProvider.System);
        using var folder = new ConfigurationFolder();
        var before = Load(folder, farm, 1000);
        await using var runtime = new EdgeRuntime(before, folder.Source, TimeProvider.System, NullLoggerFactory.Instance);
        await runtime.StartAsync();
        await UntilAsync(() => CountOf(runtime, "p1") >= 10 && CountOf(runtime, "p2") > 0);
        var line = runtime.Drivers.ModbusDrivers.Single(driver => driver.Id == "l1");

        var changes = await runtime.ApplyAsync(Load(folder, farm, 900), CancellationToken.None);
        var atReload = CountOf(runtime, "p1");
        await UntilAsync(() => CountOf(runtime, "p1") >= atReload + 10);

        changes.ShouldBe(["modbus:l2: restarted"]);
        runtime.Drivers.ModbusDrivers.Single(driver => driver.Id == "l1").ShouldBeSameAs(line);
        var readings = ReadingsOf(runtime, "p1");
        readings.ShouldAllBe(reading => reading.Quality == Quality.Good);
        readings.Zip(readings.Skip(1), (a, b) => TimeSpan.FromTicks(b.SourceTime - a.SourceTime)).Max()
            .ShouldBeLessThan(TimeSpan.FromSeconds(5), "scanned every 50 ms; the rest is what a busy machine may hold up");
    }

    private static Edge.Configuration.EdgeOptions Load(ConfigurationFolder folder, ModbusFarm farm, int timeoutOfSecond)
    {
        var loaded = folder.Load($$$"""
            {
              "site": {"id": "s1", "name": {"zh": "站点", "en": "Site"}},
              "modbus": {"lines": [
                {"id": "l1", "transport": {"kind": "tcp", "host": "127.0.0.1", "port": {{{farm.Alive[0]}}} },
                  "devices": [{"id": "d1", "unit": 1, "addressBase": 0, "scanMs": 50}]},
                {"id": "l2", "timeoutMs": {{{timeoutOfSecond}}}, "transport": {"kind": "tcp", "host": "127.0.0.1", "port": {{{farm.Alive[1]}}} },
                  "devices": [{"id": "d2", "unit": 1, "addressBase": 0, "scanMs": 50}]}]},
              "points": [
                {"id": "p1", "nameZh": "一", "nameEn": "One", "modbus": {"device": "d1", "address": 3}},
                {"id": "p2", "nameZh": "二", "nameEn": "Two", "modbus": {"device": "d2", "address": 3}}]
            }
            """);
        loaded.Errors.Items.Select(error => error.ToString()).ShouldBeEmpty();
        return loaded.Options!;
    }

    private static int CountOf(EdgeRuntime runtime, string point) => ReadingsOf(runtime, point).Count;

    private static List<LoggedReading> ReadingsOf(EdgeRuntime runtime, string point) =>
    [
        .. runtime.Log.ReadAfter(0, 64 * 1024 * 1024).Where(entry => entry.Kind == LogEntryKind.Readings)
            .SelectMany(entry => LogCodec.Decode(entry.Payload.Span)).Where(reading => runtime.Log.FindPoint(reading.DurablePoint) == point),
    ];

    private static async Task UntilAsync(Func<bool> reached)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!reached())
        {
            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(20));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }
}
