using Gateway.Faults.Disk;
using Gateway.Faults.Running;

namespace Gateway.Faults.Tests.Disk;

/// <summary>A few runs of every scenario of the disk, with fixed seeds; thousands are <c>make faults RUNS=5000 KINDS=disk</c>.</summary>
public sealed class DiskRunTests
{
    /// <summary>Seeds that once found something, and what.</summary>
    public static TheoryData<string, int, string> KeptSeeds => new()
    {
        { "disk.takes-nothing", 3, "a batch whose sync failed was stored twice" },
        { "disk.takes-nothing", 23, "a batch whose sync failed was stored twice" },
        { "disk.damage", 3, "a damaged write-ahead log lost its end without a word" },
        { "disk.damage", 19, "a write-ahead log damaged at its beginning lost all and its name without a word" },
        { "disk.damage", 269, "the last commit of a damaged write-ahead log was not missed" },
        { "disk.damage", 203, "a row of zeros passed for an entry" },
        { "disk.damage", 630, "an entry whose kind had changed passed" },
        { "disk.clock", 4, "a log opened while its clock was ahead let go of what was not old" },
        { "disk.history", 29, "values of a lost point went to the next one that got its number" },
    };

    [Theory]
    [InlineData("disk.power-cut", 200)]
    [InlineData("disk.takes-nothing", 24)]
    [InlineData("disk.damage", 60)]
    [InlineData("disk.clock", 20)]
    [InlineData("disk.bound", 4)]
    [InlineData("disk.history", 20)]
    public async Task Nothing_acknowledged_is_lost(string kind, int runs)
    {
        for (var seed = 1; seed <= runs; seed++)
        {
            (await RunAsync(kind, seed, plant: null)).ShouldBe("", $"--kinds {kind} --runs 1 --seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(KeptSeeds))]
    public async Task A_seed_that_found_something_finds_nothing_any_more(string kind, int seed, string found) =>
        (await RunAsync(kind, seed, plant: null)).ShouldBe("", found);

    public static TheoryData<string, string> AllPlants()
    {
        var all = new TheoryData<string, string>();
        foreach (var scenario in DiskScenarios.All)
        {
            foreach (var plant in scenario.Plants)
            {
                all.Add(scenario.Kind, plant);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(AllPlants))]
    public async Task A_planted_defect_is_caught(string kind, string plant)
    {
        for (var seed = 1; seed <= Runner.MostAttempts; seed++)
        {
            if ((await RunAsync(kind, seed, plant)).Length > 0)
            {
                return;
            }
        }

        Assert.Fail($"'{plant}' was not seen with {Runner.MostAttempts} seeds");
    }

    private static async Task<string> RunAsync(string kind, int seed, string? plant)
    {
        var scenario = DiskScenarios.All.Single(scenario => scenario.Kind == kind);
        var judgement = await Runner.JudgeAsync(scenario, seed, plant, CancellationToken.None);
        return string.Join('\n', judgement.Lost.Concat(judgement.Doubled).Concat(judgement.Complaints));
    }
}
