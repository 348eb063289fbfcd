using Gateway.Faults.Processes;
using Gateway.Faults.Processes.County;
using Gateway.Faults.Processes.Strikes;
using Gateway.Faults.Running;

namespace Gateway.Faults.Tests.Processes;

/// <summary>Real programs, one strike, one planted defect; <c>make faults</c> runs the storms and the other plants.</summary>
public sealed class CountyTests : IClassFixture<CountyTests.OneCounty>
{
    // One strike, that of the gateway's death, is enough for a defect on the wire.
    private static readonly TimeSpan s_oneStrike = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(ProcessPlants.AcknowledgedTooEarly)]
    public async Task A_defect_put_on_the_wire_is_caught(string plant)
    {
        for (var seed = 1; seed <= Runner.MostAttempts; seed++)
        {
            var judgement = await RunAsync([KillStrikes.Gateway], s_oneStrike, seed, plant);
            if (!judgement.IsClean)
            {
                judgement.Lost.Concat(judgement.Complaints).ShouldContain(line => line.Contains("never delivered", StringComparison.Ordinal)
                    || line.Contains("were not in the killed center", StringComparison.Ordinal));
                return;
            }
        }

        throw new InvalidOperationException($"'{plant}' was never caught");
    }

    private static async Task<Judgement> RunAsync(IReadOnlyList<Strike> strikes, TimeSpan length, int seed, string? plant)
    {
        var scenario = new CountyScenario("process.test", new CountyKind(), strikes, 2) { Length = length };
        return await Runner.JudgeAsync(scenario, seed, plant, CancellationToken.None);
    }

    /// <summary>Ends the programs with the last test.</summary>
    public sealed class OneCounty : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await CountyKeeper.EndAsync();
    }
}
