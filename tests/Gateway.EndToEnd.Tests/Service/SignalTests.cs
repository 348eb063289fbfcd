using System.Globalization;
using Gateway.EndToEnd.Tests.Support;
using Gateway.Testing.Link.Programs;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;

namespace Gateway.EndToEnd.Tests.Service;

/// <summary>The executable as a service manager sees it: signals, exit codes, one clear sentence.</summary>
public sealed class SignalTests
{
    [Fact]
    public async Task A_hangup_reads_the_configuration_again_and_a_termination_ends_in_order()
    {
        using var site = new SmallSite();
        await using var gateway = await GatewayProcess.StartAsync(site.File, site.ApiPort);

        site.Write(-5);
        await gateway.SignalAsync("HUP");
        await ReloadAsync(gateway, accepted: false, generation: 1);
        site.Write(40);
        await gateway.SignalAsync("HUP");
        await ReloadAsync(gateway, accepted: true, generation: 2);

        await gateway.StopAsync();
        gateway.Output.ShouldContain("has stopped in order");
        gateway.Output.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_stop_ends_with_zero(string signal)
    {
        using var site = new SmallSite();
        var (code, output) = await PeerProcess.RunAsync("/bin/bash", "-c", $$"""
            set -m
            {{BuildOutput.Gateway}} run --config {{site.File}} & gateway=$!
            until (echo > /dev/tcp/127.0.0.1/{{site.ApiPort}}) 2> /dev/null; do sleep 0.1; done
            kill -{{signal}} $gateway
            wait $gateway
            """);

        code.ShouldBe(0, output);
        output.ShouldContain("has stopped in order");
    }

    [Theory]
    [InlineData("zh", "另一个网关")]
    [InlineData("en", "another gateway")]
    public async Task A_second_gateway_says_so_in_one_sentence_and_ends_with_one(string language, string words)
    {
        using var site = new SmallSite();
        await using var gateway = await GatewayProcess.StartAsync(site.File, site.ApiPort);

        var (code, output) = await PeerProcess.RunAsync(BuildOutput.Gateway, "run", "--config", site.File, "--lang", language);

        code.ShouldBe(1, output);
        output.ShouldContain(words);
        output.Split('\n').Length.ShouldBe(1, output);
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_one_sentence_and_ends_with_one()
    {
        using var site = new SmallSite();
        await using var gateway = await GatewayProcess.StartAsync(site.File, site.ApiPort);

        var (code, output) = await PeerProcess.RunAsync(
            BuildOutput.Gateway, "run", "--config", site.File, "--lang", "en", "--set", $"storage.folder={site.Folder}/other");

        code.ShouldBe(1, output);
        output.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{site.ApiPort}"));
        output.Split('\n').Length.ShouldBe(1, output);
    }

    [Fact]
    public async Task A_bad_configuration_ends_with_two_and_starts_nothing()
    {
        using var site = new SmallSite();
        site.Write(-5);

        var (code, output) = await PeerProcess.RunAsync(BuildOutput.Gateway, "run", "--config", site.File, "--lang", "en");

        code.ShouldBe(2, output);
        output.ShouldContain("5 errors; nothing was started.");
        Directory.Exists(Path.Combine(site.Folder, "data")).ShouldBeFalse();
    }

    private static Task ReloadAsync(GatewayProcess gateway, bool accepted, int generation) => Eventually.TrueAsync(
        async () => (await gateway.GetAsync("/api/v1/health"))["reload"] is { } reload
            && reload["accepted"]!.GetValue<bool>() == accepted && reload["generation"]!.GetValue<int>() == generation,
        20,
        () => $"generation {generation}, accepted {accepted}. The gateway printed:\n{gateway.Output}");
}
