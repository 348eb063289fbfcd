using System.Globalization;
using Gateway.Simulators.Hosting;
using Gateway.Simulators.Scenarios;

namespace Gateway.Simulators.Tests.Hosting;

public sealed class SampleExportTests
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Writes_every_field_at_its_own_period_in_order_of_time()
    {
        var lines = Export(Two(""), 10);
        lines.Count(line => line.Contains("a.x", StringComparison.Ordinal)).ShouldBe(10);
        lines.Count(line => line.Contains("b.y", StringComparison.Ordinal)).ShouldBe(2);
        lines.Select(line => line[..24]).ShouldBeInOrder();
        lines[0].ShouldBe("2026-01-05T00:00:00.000Z,a.x,7.25");
    }

    [Fact]
    public void Tells_the_time_of_the_story() =>
        Export(Two("\"timeScale\": 3600,"), 3).Last(line => line.Contains("a.x", StringComparison.Ordinal)).ShouldStartWith("2026-01-05T02:00:00.000Z");

    [Fact]
    public void The_same_seed_gives_the_same_file()
    {
        var scenario = ScenarioLoader.Load(Path.Combine(AppContext.BaseDirectory, "scenarios", "gas-leak.json"));
        Write(scenario).ShouldBe(Write(scenario));
        Write(scenario).ShouldNotBe(Write(scenario with { Seed = 7 }));
    }

    [Fact]
    public void Nothing_that_cannot_be_judged_is_written()
    {
        var points = Write(ScenarioLoader.Load(Path.Combine(AppContext.BaseDirectory, "scenarios", "demo.json")))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')[1]).Distinct().ToList();
        points.ShouldContain("gas-controller.ch1");
        points.ShouldNotContain(point => point.EndsWith("Status", StringComparison.Ordinal) || point.EndsWith(".seq", StringComparison.Ordinal) || point.EndsWith(".sounder", StringComparison.Ordinal));
    }

    [Fact]
    public void A_floating_register_keeps_its_decimals_and_a_whole_one_counts_in_its_steps()
    {
        var lines = Export(ScenarioLoader.Load(Path.Combine(AppContext.BaseDirectory, "scenarios", "slope-failure.json")), 200);
        lines.ShouldContain(line => line.Contains("crack-1.crack", StringComparison.Ordinal) && line.Split(',')[2].Contains('.'));
        lines.Where(line => line.Contains("rain-1.rain24h", StringComparison.Ordinal)).ShouldAllBe(line => line.Split(',')[2].Length - line.Split(',')[2].LastIndexOf('.') <= 2 || !line.Split(',')[2].Contains('.'));
    }

    private static string Write(Scenario scenario)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        new SampleExport(scenario, s_start).Write(text, 20);
        return text.ToString();
    }

    private static List<string> Export(Scenario scenario, double seconds)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        new SampleExport(scenario, s_start).Write(text, seconds);
        return [.. text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static Scenario Two(string extra) => ScenarioLoader.Parse($$"""
        {"name":"two","durationSeconds":10,{{extra}}"title":{"zh":"二","en":"two"},
         "mqtt":{"clientId":"two","devices":[
           {"device":"a","topic":"t/a","periodMs":1000,"fields":[{"id":"x","value":7.251,"decimals":2}]},
           {"device":"b","topic":"t/b","periodMs":5000,"fields":[{"id":"y","value":1}]}] } }
        """);
}
