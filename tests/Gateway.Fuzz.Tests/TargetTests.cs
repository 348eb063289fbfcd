using Gateway.Fuzz.Engine;

namespace Gateway.Fuzz.Tests;

/// <summary>Every target: its corpus, with the bytes of every former finding, and some thousands of inputs made of it. <c>make fuzz</c> makes as many as one has time for.</summary>
public sealed class TargetTests
{
    private const int Seed = 20260302;

    // A transaction or a request each.
    private static readonly HashSet<string> s_slow = ["center-intake", "center-api", "exchange-api", "edge-api", "edge-json", "center-json", "evidence-zip", "modbus-dial-in"];

    public static TheoryData<string> Names => [.. AllTargets.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Behaves_on_whatever_it_is_fed(string name)
    {
        using var target = AllTargets.Make(name);
        var corpus = Corpus.Of(target);

        var result = new FuzzRun(target, TimeProvider.System, TimeSpan.FromMinutes(2)).Run(corpus, RunsOf(name), Seed);

        result.Findings.Select(finding => $"{finding.Kind} {finding.Key}: {finding.What} [{Convert.ToBase64String(finding.Input)}]").ShouldBeEmpty();
        result.Executions.ShouldBeGreaterThan(corpus.Count + 50);
        result.Behaviours.ShouldBeGreaterThan(1, "inputs that all do the same reach nothing");
    }

    /// <summary>A whole database is written, walked, repaired and walked again for one input of the last.</summary>
    private static int RunsOf(string name) => name == "log-file" ? 60 : s_slow.Contains(name) ? 400 : 3000;

    [Fact]
    public void Every_file_of_the_corpus_belongs_to_a_target()
    {
        var folders = Directory.GetDirectories(Corpus.Folder).Select(Path.GetFileName).ToList();

        folders.ShouldNotBeEmpty();
        folders.Except(AllTargets.Names).ShouldBeEmpty();
        Directory.GetFiles(Corpus.Folder).ShouldBeEmpty();
    }

    [Fact]
    public void Names_are_those_the_targets_give_themselves()
    {
        foreach (var name in AllTargets.Names)
        {
            using var target = AllTargets.Make(name);
            target.Name.ShouldBe(name);
        }
    }
}
