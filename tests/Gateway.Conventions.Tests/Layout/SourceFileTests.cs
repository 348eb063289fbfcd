using Gateway.Conventions.Tests.Support;

namespace Gateway.Conventions.Tests.Layout;

public sealed class SourceFileTests
{
    // To be divided by concern when somebody works there.
    private static readonly string[] s_crowded =
    [
        "src/Gateway.Edge/Composition", "src/Gateway.Edge/Replay", "src/Gateway.Rules/Builders/Signal", "src/Gateway.Storage.Sqlite/History",
        "src/Gateway.Storage.Sqlite/Log", "tests/Gateway.Core.Tests/Alarms",
    ];

    private readonly Repository _repository = Repository.OfThisTest();

    [Fact]
    public void Files_stay_short() => SourceFileRules.TooLong(_repository).ShouldBeEmpty();

    [Fact]
    public void Size_rule_sees_a_long_file_and_lets_tests_be_longer()
    {
        var lines = string.Concat(Enumerable.Repeat("x\n", SourceFileRules.LongestSource + 1));
        using var tree = new TemporaryTree().With("src/A.cs", lines).With("tests/B.cs", lines).With("src/obj/C.cs", lines)
            .With("src/Gateway.Center/Data/Migrations/Sqlite/D.cs", lines);
        SourceFileRules.TooLong(tree.Open()).ShouldBe(["src/A.cs: 401 lines, at most 400"]);
    }

    [Fact]
    public void Folders_stay_small() => SourceFileRules.Crowded(_repository, s_crowded).ShouldBeEmpty();

    [Fact]
    public void Folder_rule_sees_a_crowded_folder_that_nobody_named()
    {
        using var tree = new TemporaryTree();
        for (var i = 0; i <= SourceFileRules.MostInFolder; i++)
        {
            tree.With($"src/A/F{i}.cs", "").With($"src/B/F{i}.cs", "").With($"src/B/C/F{i % 3}.cs", "");
        }

        SourceFileRules.Crowded(tree.Open(), ["src/A"]).ShouldBe(["src/B: 21 files, at most 20"]);
    }

    [Fact]
    public void Time_comes_from_a_time_provider() => SourceFileRules.OwnClock(_repository).ShouldBeEmpty();

    [Theory]
    [InlineData("var now = DateTime.UtcNow;")]
    [InlineData("var now = DateTimeOffset.Now;")]
    [InlineData("Thread.Sleep(10);")]
    [InlineData("var watch = Stopwatch.StartNew();")]
    [InlineData("var random = new Random();")]
    [InlineData("using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));")]
    [InlineData("#pragma warning disable RS0030")]
    public void Clock_rule_sees(string line)
    {
        using var tree = new TemporaryTree().With("src/A.cs", "// DateTime.Now in a comment\n" + line);
        SourceFileRules.OwnClock(tree.Open()).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), timeProvider);")]
    [InlineData("var random = new Random(seed);")]
    [InlineData("var now = timeProvider.GetUtcNow();")]
    public void Clock_rule_lets_pass(string line)
    {
        using var tree = new TemporaryTree().With("src/A.cs", line);
        SourceFileRules.OwnClock(tree.Open()).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_of_one_machine_is_in_the_tree() => SourceFileRules.OneMachine(_repository).ShouldBeEmpty();

    [Theory]
    [InlineData("README.md", "cd /home/somebody/gateway")]
    [InlineData("scripts/x.sh", "cp /work/x y")]
    public void Machine_rule_sees(string file, string line)
    {
        using var tree = new TemporaryTree().With(file, line);
        SourceFileRules.OneMachine(tree.Open()).Count.ShouldBe(1);
    }

    [Fact]
    public void No_test_is_skipped() => SourceFileRules.SkippedTests(_repository).ShouldBeEmpty();

    [Fact]
    public void Skip_rule_sees_a_skipped_test()
    {
        using var tree = new TemporaryTree().With("tests/A.cs", "[Fact(Skip = \"later\")]");
        SourceFileRules.SkippedTests(tree.Open()).Count.ShouldBe(1);
    }
}
