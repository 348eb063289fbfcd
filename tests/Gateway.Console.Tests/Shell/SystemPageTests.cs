using System.Security.Cryptography;
using Gateway.Center.Access;
using Gateway.Console.Tests.Support;
using Gateway.Testing.Time;
using Microsoft.Playwright;

namespace Gateway.Console.Tests.Shell;

/// <summary>A center that is not well says so to those who sit in front of it.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class SystemPageTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task A_damaged_key_of_the_center_is_counted_on_every_page_and_named_on_its_own_until_it_is_put_back()
    {
        await using var county = await County.StartAsync();
        await county.AccountAsync("duty-a", CenterRole.DutyOfficer);
        var file = Path.Combine(county.Center.Options.Storage.Folder, "identity", "offers.key");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, "no key");

        await using var desk = await Desk.SignedInAsync(chromium, county, "duty-a");
        await desk.At("system-wrong").WaitForAsync();
        await desk.At("nav-system").ClickAsync();
        await desk.Is("system-state", "data-state", "attention");
        var part = desk.At("system-part", "data-name", "identity");
        await Assertions.Expect(part).ToContainTextAsync("offers.key");
        await Assertions.Expect(part).ToContainTextAsync("需查看");
        await desk.At("system-test", "data-name", "ledger").And(desk.At("system-test", "data-good", "true")).WaitForAsync();

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(file, key.ExportPkcs8PrivateKeyPem());
        await Eventually.TrueAsync(
            async () =>
            {
                await desk.GoAsync("/system");
                await part.WaitForAsync();
                return await part.GetAttributeAsync("data-good") == "true";
            },
            90);
        (await desk.At("system-wrong").CountAsync()).ShouldBe(0);
        desk.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_only_answers_calls_of_an_enterprise_does_not_see_it()
    {
        await using var county = await County.StartAsync();
        await county.AccountAsync("safety-a", CenterRole.Enterprise, County.PlantA);
        await using var desk = await Desk.SignedInAsync(chromium, county, "safety-a");

        (await desk.At("nav-system").CountAsync()).ShouldBe(0);
    }
}
