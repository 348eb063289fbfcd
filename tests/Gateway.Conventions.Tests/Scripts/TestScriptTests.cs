using System.Runtime.Versioning;

namespace Gateway.Conventions.Tests.Scripts;

/// <summary>The sum at the end of <c>make test</c> is what others rely on: it may not hide anything.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class TestScriptTests
{
    // Called as: dotnet test <dll> --results-directory <folder> --logger trx;LogFileName=<name>.trx ...
    private const string WritesResults =
        """
        name="$(basename "$2" .dll)"
        case "$name" in
            Gateway.Good.Tests) echo '<Counters total="7" executed="7" passed="7" failed="0" />' >"$4/$name.trx"; exit 0 ;;
            Gateway.Red.Tests) echo "Failed Some_test: expected 1 but was 2"; echo '<Counters total="5" executed="5" passed="3" failed="2" />' >"$4/$name.trx"; exit 1 ;;
            Gateway.Empty.Tests) echo '<Counters total="0" executed="0" passed="0" failed="0" />' >"$4/$name.trx"; exit 0 ;;
            Gateway.Crash.Tests) exit 134 ;;
            Gateway.Late.Tests) echo '<Counters total="1" executed="1" passed="1" failed="0" />' >"$4/$name.trx"; exit 139 ;;
        esac
        """;

    [Fact]
    public async Task Sums_over_projects_and_ends_well_when_all_passed()
    {
        var (code, lines) = await RunAsync("Good");
        code.ShouldBe(0);
        lines[^1].ShouldBe("7 passed, 0 failed");
    }

    [Fact]
    public async Task Failed_tests_are_summed_and_shown()
    {
        var (code, lines) = await RunAsync("Good", "Red");
        code.ShouldNotBe(0);
        lines[^1].ShouldBe("10 passed, 2 failed");
        lines.ShouldContain("Failed Some_test: expected 1 but was 2");
    }

    [Theory]
    [InlineData("Crash", "7 passed, 1 failed")]
    [InlineData("Empty", "7 passed, 1 failed")]
    [InlineData("Late", "8 passed, 1 failed")]
    public async Task A_project_that_crashed_or_ran_nothing_counts_as_failed(string project, string summary)
    {
        var (code, lines) = await RunAsync("Good", project);
        code.ShouldNotBe(0);
        lines[^1].ShouldBe(summary);
    }

    [Fact]
    public async Task No_test_project_at_all_is_a_failure()
    {
        var (code, lines) = await RunAsync();
        code.ShouldNotBe(0);
        lines[^1].ShouldBe("0 passed, 1 failed");
    }

    private static async Task<(int Code, string[] Lines)> RunAsync(params string[] projects)
    {
        using var run = new ScriptRun().Fake("dotnet", WritesResults);
        foreach (var project in projects)
        {
            run.Folder($"tests/Gateway.{project}.Tests");
        }

        var (code, output, _) = await run.RunAsync("scripts/test.sh");
        return (code, output.TrimEnd().Split('\n'));
    }
}
