using Gateway.Edge.Tests.Api;
using Gateway.Edge.Tests.Configuration;

namespace Gateway.Edge.Tests.Health;

/// <summary>What a person forgot about a password file stands where he looks, and the site is watched all the same.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class OpenSecretTests
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task A_password_everybody_can_read_is_told_at_start_and_does_not_stop_it()
    {
        using var folder = new ConfigurationFolder();
        folder.Write("link.password", "x");
        folder.Write("source.password", "x");
        var (open, closed) = (Path.Combine(folder.Path, "link.password"), Path.Combine(folder.Path, "source.password"));
        File.SetUnixFileMode(open, Owner | UnixFileMode.OtherRead);
        File.SetUnixFileMode(closed, Owner | UnixFileMode.GroupRead);
        var json = ConfigurationFolder.Sound
            .Replace("\"c1\", \"host\"", "\"c1\", \"username\": \"u\", \"passwordFile\": \"source.password\", \"host\"", StringComparison.Ordinal)
            .Replace("\"reload\"", """ "uplink": {"county": "c1", "broker": {"host": "127.0.0.1", "port": 1, "username": "u", "passwordFile": "link.password"}}, "reload" """, StringComparison.Ordinal);

        await using (var gateway = await RunningGateway.StartAsync(json, folder))
        {
            var item = gateway.Runtime.SelfTest!.Items.Single(item => item.Name == "secrets");
            (item.IsGood, item.Text.En.Contains(open, StringComparison.Ordinal), item.Text.En.Contains(closed, StringComparison.Ordinal)).ShouldBe((false, true, false));
        }

        File.SetUnixFileMode(open, Owner);
        await using var mended = await RunningGateway.StartAsync(json, folder);
        mended.Runtime.SelfTest!.Items.Single(item => item.Name == "secrets").ShouldSatisfyAllConditions(item => item.IsGood.ShouldBeTrue(), item => item.Text.En.ShouldStartWith("2 files"));
    }
}
