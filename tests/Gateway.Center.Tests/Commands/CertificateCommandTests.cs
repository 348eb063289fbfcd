using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Gateway.Center.Commands;
using Gateway.Center.Tests.Support;
using Gateway.Testing.Peers;

namespace Gateway.Center.Tests.Commands;

/// <summary>Certificates made by hand, and their end; openssl says whether the list of the revoked is good.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class CertificateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CertificateCommandTests() => File.WriteAllText(_folder.File("center.json"), $$"""
        { "county": { "id": "c", "name": { "zh": "县", "en": "County" } }, "seeds": "{{TestSeeds.Folder}}", "storage": { "folder": "data" }, "logging": { "folder": null } }
        """);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task One_certificate_made_by_hand_is_ended_by_name_or_serial_and_the_others_hold()
    {
        foreach (var name in new[] { "broker", "center", "other" })
        {
            (await RunAsync("certificate", "--name", name, "--out", _folder.File($"out-{name}"))).Code.ShouldBe(0);
        }

        (await RunAsync("certificate", "revoke", "--name", "center")).ShouldSatisfyAllConditions(told => told.Code.ShouldBe(0, told.Said), told => told.Said.ShouldContain("revoked.pem"));
        (await VerifiedAsync("center")).ShouldContain("certificate revoked");
        (await VerifiedAsync("broker")).ShouldContain("OK");

        var serial = SerialOf("other");
        (await RunAsync("certificate", "revoke", "--serial", string.Join(':', serial.Chunk(2).Select(pair => new string(pair))).ToLowerInvariant())).Code.ShouldBe(0);
        (await VerifiedAsync("other")).ShouldContain("certificate revoked");
        (await VerifiedAsync("center")).ShouldContain("certificate revoked", Case.Sensitive, "the former stays in the list");
        (await VerifiedAsync("broker")).ShouldContain("OK");
    }

    [Fact]
    public async Task What_was_made_before_the_list_was_kept_is_ended_by_its_serial()
    {
        (await RunAsync("certificate", "--name", "center", "--out", _folder.File("out-center"))).Code.ShouldBe(0);
        File.Delete(_folder.File("data/identity/issued.json"));

        (await RunAsync("certificate", "revoke", "--name", "center")).Code.ShouldBe(1);
        (await RunAsync("certificate", "revoke", "--serial", SerialOf("center"))).Code.ShouldBe(0);
        (await VerifiedAsync("center")).ShouldContain("certificate revoked");
    }

    [Fact]
    public async Task What_is_none_or_damaged_is_told_and_changes_nothing()
    {
        (await RunAsync("certificate", "--name", "center", "--out", _folder.File("out-center"))).Code.ShouldBe(0);
        (await RunAsync("certificate", "revoke")).Code.ShouldBe(2);
        (await RunAsync("certificate", "revoke", "--name", "a", "--serial", "00")).Code.ShouldBe(2);
        (await RunAsync("certificate", "revoke", "--serial", "xyz")).Code.ShouldBe(2);
        (await RunAsync("certificate", "revoke", "--name", "nobody")).ShouldSatisfyAllConditions(told => told.Code.ShouldBe(1), told => told.Said.ShouldContain("no certificate in force"));

        await File.WriteAllTextAsync(_folder.File("data/identity/issued.json"), "[{\"serial\":");
        (await RunAsync("certificate", "revoke", "--name", "center")).ShouldSatisfyAllConditions(told => told.Code.ShouldBe(1), told => told.Said.ShouldContain("damaged"));
        (await RunAsync("certificate", "--name", "next", "--out", _folder.File("out-next"))).Code.ShouldBe(1);
        Directory.Exists(_folder.File("out-next")).ShouldBeFalse("nothing is given out that is not noted");
        File.Exists(_folder.File("data/identity/revoked.pem")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_damaged_authority_is_named_and_kept_and_nothing_is_given_out()
    {
        (await RunAsync("certificate", "--name", "center", "--out", _folder.File("out-center"))).Code.ShouldBe(0);
        var key = await File.ReadAllTextAsync(_folder.File("data/identity/authority.key"));
        await File.WriteAllTextAsync(_folder.File("data/identity/authority.key"), "-----BEGIN");

        foreach (var command in new string[][] { ["certificate", "--name", "next", "--out", _folder.File("out-next")], ["certificate", "revoke", "--name", "center"] })
        {
            var (code, said) = await RunAsync(command);
            code.ShouldBe(1, said);
            said.ShouldContain("authority.key");
            said.ShouldContain("备份");
            said.ShouldContain("backup");
        }

        Directory.Exists(_folder.File("out-next")).ShouldBeFalse();
        (await File.ReadAllTextAsync(_folder.File("data/identity/authority.key"))).ShouldBe("-----BEGIN", "whoever mends it may still need it");

        await File.WriteAllTextAsync(_folder.File("data/identity/authority.key"), key);
        (await RunAsync("certificate", "revoke", "--name", "center")).Code.ShouldBe(0, "nothing was half done");
        (await VerifiedAsync("center")).ShouldContain("certificate revoked");
    }

    private string SerialOf(string name)
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(_folder.File($"out-{name}/{name}.pem"));
        return certificate.SerialNumber;
    }

    private async Task<string> VerifiedAsync(string name) => (await PeerProcess.RunAsync(
        "openssl", "verify", "-crl_check", "-CAfile", _folder.File($"out-{name}/ca.pem"), "-CRLfile", _folder.File("data/identity/revoked.pem"), _folder.File($"out-{name}/{name}.pem"))).Output;

    private async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        var said = new StringWriter(CultureInfo.InvariantCulture);
        var code = await CenterCommand.RunAsync(
            [.. arguments, "--config", _folder.File("center.json"), "--lang", "en"], new InvocationConfiguration { Output = said, Error = said, ProcessTerminationTimeout = null }, CancellationToken.None);
        return (code, said.ToString());
    }
}
