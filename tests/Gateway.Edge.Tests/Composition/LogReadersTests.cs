using Gateway.Edge.Composition;
using Gateway.Edge.Tests.Configuration;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Edge.Tests.Composition;

public sealed class LogReadersTests
{
    private const string Hook = "\"notifications\": {\"webhooks\": [{\"name\": \"hook\", \"url\": \"http://127.0.0.1:1/x\"}]}, \"reload\"";

    [Fact]
    public async Task A_channel_that_was_taken_out_no_longer_holds_the_log_after_the_next_start()
    {
        using var folder = new ConfigurationFolder();
        var with = ConfigurationFolder.Sound.Replace("\"reload\"", Hook, StringComparison.Ordinal);
        await using (var first = await StartAsync(folder, with))
        {
            first.Log.AppendEvent(new LogEvent(LogEntryKind.System, "{}"));
            first.Log.SetCursor("hook", 1);

            // Its task still reads: only the next start may let its cursor go.
            await first.ApplyAsync(folder.Load(ConfigurationFolder.Sound).Options!, CancellationToken.None);
            first.Log.GetCursor("hook").ShouldBeGreaterThan(0);
        }

        await using (var same = await StartAsync(folder, with))
        {
            same.Log.GetCursor("hook").ShouldBeGreaterThan(0, "a channel that stays keeps its place");
        }

        await using var second = await StartAsync(folder, ConfigurationFolder.Sound);
        second.Log.GetCursor("hook").ShouldBe(0);
    }

    private static async Task<EdgeRuntime> StartAsync(ConfigurationFolder folder, string json)
    {
        var runtime = new EdgeRuntime(folder.Load(json).Options!, folder.Source, TimeProvider.System, NullLoggerFactory.Instance);
        await runtime.StartAsync();
        return runtime;
    }
}
