using System.Text;
using Gateway.Edge.Composition;
using Gateway.Edge.Configuration.Reload;
using Gateway.Edge.Tests.Configuration;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Edge.Tests.Composition;

public sealed class RefusedReloadTests
{
    [Theory]
    [InlineData("\"address\": 0}", "\"address\": -7}", "edge.json: points[0].modbus.address")]
    [InlineData("\"site\":", "\"site\"", "edge.json:3:")]
    public async Task A_bad_file_leaves_all_as_it_is_and_the_log_says_why(string sound, string bad, string place)
    {
        using var folder = new ConfigurationFolder();
        var options = folder.Load(ConfigurationFolder.Sound).Options!;
        await using var runtime = new EdgeRuntime(options, folder.Source, TimeProvider.System, NullLoggerFactory.Instance);
        await runtime.StartAsync();
        using var reloader = new ConfigurationReloader(
            runtime, folder.Source, [folder.Source.File], TimeProvider.System, NullLogger<ConfigurationReloader>.Instance);
        var drivers = runtime.Drivers.Drivers;
        folder.Write("edge.json", ConfigurationFolder.Sound.Replace(sound, bad, StringComparison.Ordinal).Replace("\"t/2\"", "\"t/3\"", StringComparison.Ordinal));

        var view = await reloader.ReloadAsync(CancellationToken.None);

        view.Accepted.ShouldBeFalse();
        view.Generation.ShouldBe(1);
        runtime.Options.ShouldBeSameAs(options);
        runtime.Drivers.Drivers.ShouldBe(drivers, "the same drivers run on");
        var told = runtime.Log.ReadAfter(0, 1024 * 1024).Where(entry => entry.Kind == LogEntryKind.System)
            .Select(entry => Encoding.UTF8.GetString(entry.Payload.Span)).Single(json => json.Contains("reloadRefused", StringComparison.Ordinal));
        told.ShouldContain(place);
        told.ShouldContain("未采用");
    }
}
