using Gateway.Testing.Link.Programs;
using Gateway.Testing.Link.County;
using System.Security.Cryptography;
using System.Text.Json;
using Gateway.EndToEnd.Tests.Support;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;

namespace Gateway.EndToEnd.Tests.Service;

/// <summary>The built program on the log of a gateway that ran as a process: while it runs, after a kill, after damage.</summary>
public sealed class LogCommandTests
{
    [Fact]
    public async Task The_log_of_a_killed_gateway_is_verified_exported_and_after_damage_repaired_without_being_changed()
    {
        using var site = new SmallSite();
        await using (var gateway = await GatewayProcess.StartAsync(site.File, site.ApiPort))
        {
            // What does not answer is told as bad readings, and after a while as alarms.
            await Eventually.TrueAsync(async () => (await gateway.GetAsync("/health"))["log"]!["lastSequence"]!.GetValue<long>() > 20, 60);
            (await RunAsync(site, "verify")).ShouldContain("another gateway is using the data folder");
            await gateway.KillAsync();
        }

        var file = Path.Combine(site.Folder, "data", "log.db");
        var (log, journal) = (Hash(file), Hash(file + "-wal"));
        var verdict = JsonDocument.Parse(await RunAsync(site, "verify", "--json")).RootElement;
        verdict.GetProperty("good").GetBoolean().ShouldBeTrue(verdict.ToString());
        verdict.GetProperty("readings").GetInt64().ShouldBeGreaterThan(10);
        var lines = (await RunAsync(site, "export", "--kind", "readings", "--point", "pump-room.gas-0")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Where(line => line.StartsWith('{')).ShouldAllBe(line => line.Contains("pump-room.gas-0"));
        (Hash(file), Hash(file + "-wal")).ShouldBe((log, journal), "looking at a log changes nothing of it");

        await using (var again = await GatewayProcess.StartAsync(site.File, site.ApiPort))
        {
            await again.StopAsync();
        }

        (await RunAsync(site, "verify")).ShouldContain("The log is good.");
        Damage(file);
        log = Hash(file);
        (await RunAsync(site, "verify")).ShouldContain("things are wrong");
        var repaired = await RunAsync(site, "repair", "--out", Path.Combine(site.Folder, "mended.db"));
        repaired.ShouldContain("The damaged file was not touched.");
        repaired.ShouldContain("The log is good.");
        Hash(file).ShouldBe(log);
    }

    private static async Task<string> RunAsync(SmallSite site, string verb, params string[] arguments) =>
        (await PeerProcess.RunAsync(BuildOutput.Gateway, ["log", verb, "--config", site.File, "--lang", "en", .. arguments])).Output;

    private static string Hash(string file) => File.Exists(file) ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))) : "";

    /// <summary>A block in the middle of the file, as a bad sector leaves it.</summary>
    private static void Damage(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes.AsSpan(bytes.Length / 2, bytes.Length / 4).Fill(0xA5);
        File.WriteAllBytes(file, bytes);
    }
}
