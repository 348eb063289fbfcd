using System.Net;
using System.Net.Http.Json;
using Gateway.Edge.Api;
using Gateway.Edge.Composition;
using Gateway.Edge.Tests.Api;
using Gateway.Edge.Tests.Configuration;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Edge.Tests.Composition;

public sealed class SounderRestoreTests
{
    [Fact]
    public async Task A_sounder_that_sounded_before_a_restart_sounds_after_it()
    {
        await using var site = new SounderSite { Value = 80 };
        using var folder = new ConfigurationFolder();
        await using (await StartAsync(folder, site))
        {
            await Eventually.TrueAsync(() => site.Sounds, 20);
        }

        site.Sounds = false;
        await using var second = await StartAsync(folder, site);

        await Eventually.TrueAsync(() => site.Sounds, 20);
        second.Recent.Newest(10).ShouldNotContain(warning => warning.Point.Id == "p1", "nothing rose again: the sound comes from what stood before");
    }

    [Fact]
    public async Task A_device_that_comes_back_after_the_restart_is_told_then()
    {
        await using var site = new SounderSite { Value = 80 };
        using var folder = new ConfigurationFolder();
        await using (await StartAsync(folder, site))
        {
            await Eventually.TrueAsync(() => site.Sounds, 20);
        }

        await site.LoseAsync();
        site.Sounds = false;
        await using var second = await StartAsync(folder, site);
        await Eventually.TrueAsync(() => second.Drivers.Drivers[0].GetHealth().State.ToString() == "Offline", 20);
        site.Return();

        await Eventually.TrueAsync(() => site.Sounds, 30);
    }

    [Fact]
    public async Task A_sounder_whose_alarm_ended_stays_silent_after_a_restart()
    {
        await using var site = new SounderSite { Value = 80 };
        using var folder = new ConfigurationFolder();
        await using (await StartAsync(folder, site))
        {
            await Eventually.TrueAsync(() => site.Sounds, 20);
            site.Value = 0;
            await Eventually.TrueAsync(() => !site.Sounds, 20);
        }

        await using var second = await StartAsync(folder, site);
        await Eventually.TrueAsync(() => second.Pipeline.Board.Read(second.Points.Find("p1")!.Index).Value == 0, 20);

        site.Sounds.ShouldBeFalse();
    }

    [Fact]
    public async Task A_silence_is_confirmed_by_the_device_or_told_as_not_confirmed()
    {
        await using var site = new SounderSite { Value = 80 };
        await using var gateway = await RunningGateway.StartAsync(site.Configuration);
        await Eventually.TrueAsync(() => site.Sounds, 20);

        (await gateway.PostAsync("/api/v1/sounders/siren/silence", new { actor = "a", reason = "r" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        site.Sounds.ShouldBeFalse();
        (await gateway.GetAsync<List<PointView>>("/api/v1/points"))[0].Tier.ShouldBe(Core.Warnings.WarningTier.Red, "silencing is not acknowledging");

        site.Value = 0;
        await Eventually.TrueAsync(async () => (await gateway.GetAsync<List<PointView>>("/api/v1/points"))[0].Tier == Core.Warnings.WarningTier.None, 20);
        site.Value = 80;
        await Eventually.TrueAsync(() => site.Sounds, 20);
        await site.LoseAsync();
        var answer = await gateway.PostAsync("/api/v1/sounders/siren/silence", new { actor = "a", reason = "r" });

        answer.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        (await answer.Content.ReadFromJsonAsync<System.Text.Json.Nodes.JsonObject>())!["detail"]!.GetValue<string>().ShouldContain("siren");
    }

    private static async Task<EdgeRuntime> StartAsync(ConfigurationFolder folder, SounderSite site)
    {
        var loaded = folder.Load(site.Configuration);
        loaded.Errors.Items.Select(error => error.ToString()).ShouldBeEmpty();
        var runtime = new EdgeRuntime(loaded.Options!, folder.Source, TimeProvider.System, NullLoggerFactory.Instance);
        await runtime.StartAsync();
        return runtime;
    }
}
