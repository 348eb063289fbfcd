using Gateway.Storage.Sqlite.Tests.Support;
using Gateway.Testing.Peers;

namespace Gateway.Storage.Sqlite.Tests.Log;

public sealed class LogCrashTests
{
    [Fact]
    public async Task Nothing_acknowledged_is_lost_by_kill_9_in_the_middle_of_writing()
    {
        await using var bench = LogBench.Open();
        await bench.Log.DisposeAsync();
        var acknowledged = new List<int>();
        for (var round = 1; round <= 4; round++)
        {
            acknowledged.AddRange(await WriteUntilKilledAsync(bench.Path, round * 1_000_000));
        }

        bench.OpenLog();
        bench.Log.StartReport.IsClean.ShouldBeTrue();
        var stored = bench.Values().ConvertAll(v => (int)v);
        acknowledged.Except(stored).ShouldBeEmpty();
        stored.ShouldBeUnique();
        stored.Count.ShouldBeInRange(acknowledged.Count, acknowledged.Count + 4);
        bench.Log.GetCursor("reader").ShouldBeLessThanOrEqualTo(bench.Log.LastSequence);
    }

    private static async Task<IEnumerable<int>> WriteUntilKilledAsync(string path, int first)
    {
        await using var writer = PeerProcess.Start("dotnet", "exec", typeof(Program).Assembly.Location, "append", path, $"{first}");
        await writer.WaitForOutputAsync($"{first + 50};");
        await writer.KillAsync();
        return writer.Output.Split('\n').Where(l => l.EndsWith(';')).Select(l => int.Parse(l[..^1]));
    }
}
