using System.Text;
using Gateway.Fuzz.Engine;
using Gateway.Fuzz.Tests.Support;

namespace Gateway.Fuzz.Tests;

/// <summary>The engine finds what is planted: otherwise that it finds nothing says nothing.</summary>
public sealed class EngineTests
{
    private const int Runs = 5000;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    [Fact]
    public void A_planted_crash_is_caught_and_its_input_made_small()
    {
        using var target = new PlantedTarget("POISON", () => throw new InvalidOperationException("planted"));

        var finding = Run(target).Findings.ShouldHaveSingleItem();

        finding.Kind.ShouldBe(FindingKind.Exception);
        Encoding.UTF8.GetString(finding.Input).ShouldBe("POISON");
        finding.What.ShouldContain("planted");
    }

    [Fact]
    public void A_planted_hang_is_caught_with_its_input()
    {
        using var end = new ManualResetEventSlim();
        using var target = new PlantedTarget("ENDLESS", end.Wait);
        try
        {
            var finding = new FuzzRun(target, TimeProvider.System, TimeSpan.FromSeconds(5)).Run(Corpus.Of(target), Runs, 1).Findings.ShouldHaveSingleItem();

            finding.Kind.ShouldBe(FindingKind.Hang);
            Encoding.UTF8.GetString(finding.Input).ShouldContain("ENDLESS");
        }
        finally
        {
            end.Set();
        }
    }

    [Fact]
    public void A_planted_broken_promise_is_caught()
    {
        using var target = new PlantedTarget("WRONG", () => Oracle.Demand(false, "what is read is written"));

        Run(target).Findings.ShouldHaveSingleItem().Kind.ShouldBe(FindingKind.Oracle);
    }

    [Fact]
    public void Memory_that_the_input_does_not_account_for_is_caught_but_not_what_is_made_once()
    {
        var kept = new List<byte[]>();
        using var greedy = new PlantedTarget("HUGE", () => kept.Add(new byte[10_000_000]));
        using var once = new PlantedTarget("ONCE", () => kept.Add(kept.Count == 0 ? new byte[10_000_000] : []));

        Run(greedy).Findings.ShouldHaveSingleItem().Kind.ShouldBe(FindingKind.Memory);
        kept.Clear();
        Run(once).Findings.ShouldBeEmpty();
    }

    [Fact]
    public void The_same_seed_gives_the_same_inputs_and_another_gives_others()
    {
        static string Inputs(int seed)
        {
            var mutator = new Mutator(seed, ["a"], 100);
            var made = Enumerable.Range(0, 200).Select(_ => Convert.ToHexString(mutator.Next("one input"u8.ToArray(), "another"u8.ToArray())));
            return string.Join(',', made);
        }

        Inputs(7).ShouldBe(Inputs(7));
        Inputs(7).ShouldNotBe(Inputs(8));
    }

    [Fact]
    public void No_input_is_longer_than_the_target_allows()
    {
        var mutator = new Mutator(1, [new string('t', 90)], 100);
        var input = new byte[100];

        for (var i = 0; i < 2000; i++)
        {
            input = mutator.Next(input, "x"u8.ToArray());
            input.Length.ShouldBeLessThanOrEqualTo(100);
        }
    }

    [Fact]
    public void Every_input_is_shown_before_it_is_fed()
    {
        var shown = new List<byte[]>();
        using var target = new PlantedTarget("POISON", () => throw new InvalidOperationException("planted"));

        var result = new FuzzRun(target, TimeProvider.System, s_patience, shown.Add).Run(Corpus.Of(target), 100, 1);

        shown.Count.ShouldBe((int)result.Executions);
    }

    private static FuzzResult Run(FuzzTarget target) => new FuzzRun(target, TimeProvider.System, s_patience).Run(Corpus.Of(target), Runs, 1);
}
