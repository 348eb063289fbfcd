using Gateway.Faults.Processes;
using Gateway.Faults.Processes.County;
using Gateway.Faults.Processes.Strikes;
using Gateway.Faults.Running;

namespace Gateway.Faults.Tests.Processes;

/// <summary>Real programs under a short storm; <c>make faults</c> runs the long ones.</summary>
public sealed class CountyTests : IClassFixture<CountyTests.OneCounty>
{
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(6);

    // One strike, that of the gateway's death, is enough for a defect on the wire.
    private static readonly TimeSpan s_oneStrike = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Killed_programs_and_broken_lines_cost_nothing_that_was_acknowledged()
    {
        var judgement = await RunAsync([.. KillStrikes.Embedded, .. NetStrikes.All], s_short, seed: 4, plant: null);

        judgement.Lost.ShouldBeEmpty();
        judgement.Doubled.ShouldBeEmpty();
        judgement.Complaints.ShouldBeEmpty();
        judgement.Obligations.ShouldBeGreaterThan(100);
        judgement.Delivered.ShouldBe(judgement.Obligations);
        judgement.Faults.Values.Sum().ShouldBePositive();
    }

    [Theory]
    [InlineData(ProcessPlants.AcknowledgedTooEarly)]
    [InlineData(ProcessPlants.ReceiptTooEarly)]
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
