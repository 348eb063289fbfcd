using System.Globalization;
using Gateway.Center.Access;
using Gateway.Center.Sites;
using Gateway.Center.Warnings;
using Gateway.Console.Tests.Support;
using Gateway.Core.Warnings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Gateway.Console.Tests.Warnings;

/// <summary>1,000 warnings, faster than the minute the requirement gives them.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class StormTests(ChromiumFixture chromium, ITestOutputHelper output)
{
    private const int Warnings = 1_000;

    // Generous on purpose: the figure is printed; the test only tells a page that works from one that hangs.
    private const double MostMs = 30_000;

    [Fact]
    public async Task In_a_storm_of_a_thousand_warnings_a_key_is_answered_and_in_the_end_every_warning_is_in_the_table()
    {
        await using var county = await County.StartAsync();
        await county.AccountAsync("duty-a", CenterRole.DutyOfficer, person: "p-duty");
        await using var desk = await Desk.SignedInAsync(chromium, county, "duty-a");
        await desk.At("nav-warnings").ClickAsync();
        await county.WarnAsync();
        await desk.At("warning-row").First.WaitForAsync();

        var storm = BlowAsync(county);
        var times = new List<double>();
        while (!storm.IsCompleted)
        {
            times.Add(await ClickAsync(desk));
        }

        await storm;
        await Assertions.Expect(desk.At("warning-count")).ToContainTextAsync((Warnings + 1).ToString(CultureInfo.InvariantCulture), new LocatorAssertionsToContainTextOptions { Timeout = 60_000 });
        times.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"storm: {times.Count} clicks, p50 {At(times, 0.5):f0} ms, p90 {At(times, 0.9):f0} ms, p99 {At(times, 0.99):f0} ms, most {times[^1]:f0} ms"));
        times[^1].ShouldBeLessThan(MostMs);
        desk.Errors.ShouldBeEmpty();
    }

    private static double At(List<double> sorted, double share) => sorted[(int)Math.Min(sorted.Count - 1, share * sorted.Count)];

    /// <summary>Opens the details of the first row and closes them again; milliseconds until they stand, by the page's own clock.</summary>
    private static Task<double> ClickAsync(Desk desk) => desk.Page.EvaluateAsync<double>(
        """
        async () => {
          const frame = () => new Promise(done => requestAnimationFrame(done))
          const open = () => { const d = document.querySelector('[data-testid=warning-details]'); return d !== null && d.offsetParent !== null }
          const started = performance.now()
          document.querySelector('[data-testid=warning-row]').click()
          while (!open()) await frame()
          const took = performance.now() - started
          window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
          while (open()) await frame()
          return took
        }
        """);

    // In twenty bursts, as gateways that come back send them.
    private static async Task BlowAsync(County county)
    {
        string[] sites = ["site-a", "site-a2", "site-b"];
        WarningTier[] tiers = [WarningTier.Blue, WarningTier.Yellow, WarningTier.Orange, WarningTier.Red];
        var intake = county.Center.Services.GetRequiredService<IWarningIntake>();
        foreach (var burst in Enumerable.Range(0, Warnings).Chunk(50))
        {
            await county.Center.Store.WriteAsync(
                async work =>
                {
                    foreach (var n in burst)
                    {
                        var site = sites[n % sites.Length];
                        var message = CountyWarnings.Warning(work.Now, site, tiers[n % tiers.Length], $"gas-{n}");
                        await intake.TakeAsync(work, (await work.Db.FindAsync<Site>(site))!, "edge-1", message, new WarningOrigin());
                    }
                },
                CancellationToken.None);
        }
    }
}
