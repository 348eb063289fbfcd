using Gateway.Faults.Processes;
using Gateway.Faults.Processes.County;
using Gateway.Faults.Processes.Strikes;
using Gateway.Faults.Running;

namespace Gateway.Faults.Tests.Processes;

/// <summary>Real programs: a short honest storm, and one strike with one planted defect; <c>make faults</c> runs the long storms and the other plants.</summary>
public sealed class CountyTests : IClassFixture<CountyTests.OneCounty>
{
    // One strike, that of the gateway's death, is enough for a defect on the wire.
    private static readonly TimeSpan s_oneStrike = TimeSpan.FromSeconds(1);

    // A seed with which the center is looked into once more after its death, at what it had confirmed.
    private const int AuditedSeed = 3;

    private static readonly TimeSpan s_storm = TimeSpan.FromSeconds(8);

    /// <summary>Without it a judge that accuses everybody would catch every planted defect.</summary>
    [Fact]
    public async Task An_honest_county_in_a_storm_of_kills_loses_and_doubles_nothing()
    {
        var judgement = await RunAsync(KillStrikes.Embedded, s_storm, AuditedSeed, null);

        judgement.Lost.ShouldBeEmpty();
        judgement.Doubled.ShouldBeEmpty();
        judgement.Complaints.ShouldBeEmpty();
        judgement.Faults.Values.Sum().ShouldBeGreaterThan(1);
        judgement.Obligations.ShouldBeGreaterThan(500, "100 a second are acknowledged while nothing is down");
        judgement.Delivered.ShouldBe(judgement.Obligations);
    }

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
