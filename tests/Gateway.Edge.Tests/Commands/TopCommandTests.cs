using Gateway.Edge.Tests.Api;
using Gateway.Testing.Peers;
using Spectre.Console;

namespace Gateway.Edge.Tests.Commands;

/// <summary>The live view, shown once.</summary>
public sealed class TopCommandTests
{
    [Fact]
    public async Task A_gateway_that_does_not_answer_makes_once_end_with_1()
    {
        var (code, shown) = await OnceAsync($"http://127.0.0.1:{FreePort.Next()}");
        code.ShouldBe(1);
        shown.ShouldContain("127.0.0.1");
    }

    [Fact]
    public async Task Shows_tier_risk_index_and_what_is_silenced()
    {
        await using var gateway = await RunningGateway.StartAsync(AlarmActTests.Site);
        await gateway.FeedAsync("p1", 60);
        await gateway.UntilAsync<Edge.Api.SiteStandingView>("/api/v1/site", site => site.Tier == Core.Warnings.WarningTier.Red);
        await gateway.PostAsync("/api/v1/alarms/p2/yellow-high/shelve", new
        {
            actor = "a", approver = "b", reason = "r", until = TimeProvider.System.GetUtcNow().AddHours(1).ToString("O"),
        });

        var (code, shown) = await OnceAsync(gateway.Client.BaseAddress!.ToString());

        code.ShouldBe(0);
        shown.ShouldContain("tier red");
        shown.ShouldContain("risk index 8");
        shown.ShouldContain("shelved 1");
    }

    private static async Task<(int Code, string Shown)> OnceAsync(string url)
    {
        var console = AnsiConsole.Console;
        using var output = new StringWriter();
        var written = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) });
        written.Profile.Width = 160;
        AnsiConsole.Console = written;
        try
        {
            var (code, _, _) = await CommandLine.RunAsync("top", "--once", "--url", url, "--lang", "en");
            return (code, output.ToString());
        }
        finally
        {
            AnsiConsole.Console = console;
        }
    }
}
