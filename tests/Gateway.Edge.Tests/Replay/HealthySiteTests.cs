using Gateway.Edge.Configuration;
using Gateway.Edge.Replay;
using Gateway.Pipeline.Configuration;
using Gateway.Simulators.Hosting;
using Gateway.Simulators.Scenarios;

namespace Gateway.Edge.Tests.Replay;

/// <summary>
/// A week (power: three, because a baseline needs fourteen days) in which nothing is wrong, under every rule of the packs. The month is in <c>make bench FILTER=false</c>.
/// </summary>
public sealed class HealthySiteTests
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Seconds between samples: enough for every delay of the packs, and few enough for a unit test. 0 = as the devices send.</summary>
    [Theory]
    [InlineData("gas", 7, 20)]
    [InlineData("slope", 14, 0)]
    [InlineData("power", 21, 0)]
    [InlineData("dust", 7, 15)]
    [InlineData("tank", 7, 30)]
    public void Raises_nothing_on_a_healthy_site(string family, int days, int period)
    {
        using var run = Judge(family, days, period, sample => sample);

        run.Span.ShouldBeGreaterThan(TimeSpan.FromDays(days - 0.1));
        run.Occurrences.Select(raise => $"{raise.Rule} at {raise.Point}").ShouldBeEmpty();
    }

    /// <summary>The same week with one thing wrong: so the rules are there and awake.</summary>
    [Theory]
    [InlineData("gas", "gd-02.lel,0.", "gd-02.lel,26.", "gas-fixed/lel-high/yellow")]
    [InlineData("tank", "t-01.levelHh,90", "t-01.levelHh,50", "hazchem-major/level-high-high/orange")]
    [InlineData("dust", "dc-01.fan,1", "dc-01.fan,0", "dust-metal/fan-off-while-production/red")]
    public void The_same_site_with_one_thing_wrong_is_warned_of(string family, string healthy, string wrong, string rule)
    {
        using var run = Judge(family, 1, 10, sample => sample.Replace(healthy, wrong, StringComparison.Ordinal));

        run.Occurrences.ShouldContain(raise => raise.Rule == rule);
    }

    private static ReplayRun Judge(string family, int days, int period, Func<string, string> change)
    {
        var loaded = ConfigurationLoader.Load(ConfigurationSource.Of(RepositoryFolder.File("config", "scenarios", "healthy", $"{family}.json")));
        loaded.Errors.Items.Select(error => error.ToString()).ShouldBeEmpty();
        var site = new ReplaySite(loaded.Options!);
        var run = new ReplayRun(site, null);
        var errors = new ConfigurationErrors();
        var window = new LateWindow(TimeSpan.FromMinutes(1), run.Take);
        new SampleCsvReader(new Utf8Names(site.Names), "samples.csv", errors).Read(Samples(family, days, period, change), sample => window.Add(sample));
        window.Flush();
        run.End();
        errors.Items.ShouldBeEmpty();
        return run;
    }

    private static MemoryStream Samples(string family, int days, int period, Func<string, string> change)
    {
        var story = ScenarioLoader.Load(RepositoryFolder.File("simulators", "scenarios", $"healthy-{family}.json"));
        var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        new SampleExport(story, s_start, period == 0 ? null : period).Write(text, TimeSpan.FromDays(days).TotalSeconds);
        return new MemoryStream(System.Text.Encoding.UTF8.GetBytes(change(text.ToString())));
    }
}
