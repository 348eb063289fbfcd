using System.Text.Json;
using Gateway.Faults.Running;

namespace Gateway.Faults.Tests.Running;

public sealed class RunnerTests
{
    private readonly StringWriter _output = new();

    [Fact]
    public async Task Runs_are_shared_round_robin_and_summed_up()
    {
        var (first, second) = (new Scripted("a.one"), new Scripted("b.two"));
        var report = await new Runner([first, second], _output).RunAsync(5, 10, CancellationToken.None);
        first.Seeds.ShouldBe([10, 11, 12]);
        second.Seeds.ShouldBe([10, 11]);
        report.IsClean.ShouldBeTrue();
        var json = JsonDocument.Parse(report.ToJson()).RootElement;
        json.GetProperty("runs").GetInt32().ShouldBe(5);
        json.GetProperty("faults").GetProperty("strike").GetInt32().ShouldBe(10);
        json.GetProperty("obligations").GetInt64().ShouldBe(15);
        json.GetProperty("lost").GetInt64().ShouldBe(0);
        json.GetProperty("doubled").GetInt64().ShouldBe(0);
        json.GetProperty("planted").GetProperty("tried").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task A_loss_an_exception_and_a_plant_that_nobody_sees_make_the_report_unclean()
    {
        (await new Runner([new Scripted("a") { Lost = ["x"] }], _output).RunAsync(1, 1, CancellationToken.None)).IsClean.ShouldBeFalse();
        (await new Runner([new Scripted("a") { Throws = true }], _output).RunAsync(1, 1, CancellationToken.None)).IsClean.ShouldBeFalse();
        var blind = await new Runner([new Scripted("a") { Plants = ["p"], SeesPlantFrom = int.MaxValue }], _output).RunAsync(1, 1, CancellationToken.None);
        blind.IsClean.ShouldBeFalse();
        _output.ToString().ShouldContain("NOT CAUGHT");
    }

    [Fact]
    public async Task A_plant_may_need_several_seeds()
    {
        var report = await new Runner([new Scripted("a") { Plants = ["p"], SeesPlantFrom = 3 }], _output).RunAsync(1, 1, CancellationToken.None);
        report.IsClean.ShouldBeTrue();
        var planted = JsonDocument.Parse(report.ToJson()).RootElement.GetProperty("planted");
        (planted.GetProperty("tried").GetInt32(), planted.GetProperty("caught").GetInt32()).ShouldBe((1, 1));
    }

    [Fact]
    public void A_kind_that_there_is_not_is_refused_with_those_there_are() =>
        Should.Throw<ArgumentException>(() => Catalogue.Choose(["tape"])).Message.ShouldContain("disk.power-cut");

    private sealed class Scripted(string kind) : IScenario
    {
        public string Kind => kind;

        public IReadOnlyList<string> Plants { get; init; } = [];

        public IReadOnlyList<string> Lost { get; init; } = [];

        public bool Throws { get; init; }

        /// <summary>The judge sees the plant from this seed on.</summary>
        public int SeesPlantFrom { get; init; }

        public List<int> Seeds { get; } = [];

        public Task<Judgement> RunAsync(ScenarioRun run, CancellationToken cancellation)
        {
            if (Throws)
            {
                throw new InvalidOperationException("broken");
            }

            Seeds.Add(run.Seed);
            return Task.FromResult(new Judgement
            {
                Obligations = 3, Delivered = 3, Lost = run.Plant is not null && run.Seed >= SeesPlantFrom ? ["planted"] : Lost,
                Faults = new Dictionary<string, int> { ["strike"] = 2 },
            });
        }
    }
}
