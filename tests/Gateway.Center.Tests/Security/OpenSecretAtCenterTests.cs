using Gateway.Center.Composition;
using Gateway.Center.Tests.Support;
using Gateway.Testing.Peers;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Security;

/// <summary>What a person forgot about a key stands where he looks, and the county is served all the same.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class OpenSecretAtCenterTests
{
    [Fact]
    public async Task A_key_everybody_can_read_is_told_at_start_and_does_not_stop_it()
    {
        using var folder = new TemporaryFolder();
        var (open, closed) = (folder.File("authority.key"), folder.File("smtp.password"));
        foreach (var file in new[] { open, closed })
        {
            await File.WriteAllTextAsync(file, "x");
        }

        File.SetUnixFileMode(open, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await using var center = await CenterUnderTest.StartAsync(options => options with
        {
            Identity = options.Identity with { AuthorityFile = open, AuthorityKeyFile = open },
            Calls = options.Calls with { Email = [new() { Host = "127.0.0.1", User = "u", Password = new() { File = closed }, From = "a@example.invalid" }] },
        });

        var item = center.Services.GetRequiredService<SelfTest>().Report!.Items.Single(item => item.Name == "secrets");

        (item.IsGood, item.Text.En.Contains(open, StringComparison.Ordinal), item.Text.Zh.Contains(open, StringComparison.Ordinal), item.Text.En.Contains(closed, StringComparison.Ordinal)).ShouldBe((false, true, true, false));
    }
}
