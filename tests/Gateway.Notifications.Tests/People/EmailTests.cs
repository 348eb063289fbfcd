using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gateway.Notifications.Email;
using Gateway.Notifications.People;
using Gateway.Pipeline.Configuration;
using Gateway.Pipeline.Ports;
using Gateway.Testing.Peers;

namespace Gateway.Notifications.Tests.People;

/// <summary>Against a real mail server.</summary>
public sealed class EmailTests
{
    private static readonly PersonMessage s_message = new("0123456789abcdef", "person@example.invalid", "红色（I级） / red", "请立即撤出\nhttps://center.example.invalid/x", null);

    [Fact]
    public async Task Mail_goes_out_after_STARTTLS_with_its_id_and_text()
    {
        using var folder = new TemporaryFolder();
        var (certificate, key) = Certificate(folder, "localhost");
        await using var server = await MailServer.StartAsync(certificate, key);
        var channel = Channel(server.Port, EmailSecurity.StartTls, certificate);

        (await channel.SendAsync(s_message, CancellationToken.None)).Outcome.ShouldBe(NotifyOutcome.Delivered);

        await server.WaitForAsync("END MESSAGE");
        server.Received.ShouldContain("0123456789abcdef@warning-center");
        server.Received.ShouldContain("To: person@example.invalid");
        Text(server.Received).ShouldContain("请立即撤出");
    }

    [Fact]
    public async Task Nothing_is_sent_to_a_server_that_offers_no_TLS_or_has_a_certificate_nobody_vouches_for()
    {
        using var folder = new TemporaryFolder();
        var (certificate, key) = Certificate(folder, "localhost");
        await using var plain = await MailServer.StartAsync();
        await using var strange = await MailServer.StartAsync(certificate, key);

        (await Channel(plain.Port, EmailSecurity.StartTls).SendAsync(s_message, CancellationToken.None)).Outcome.ShouldBe(NotifyOutcome.Retry);
        (await Channel(strange.Port, EmailSecurity.StartTls).SendAsync(s_message, CancellationToken.None)).Outcome.ShouldBe(NotifyOutcome.Retry);

        (plain.Received + strange.Received).ShouldNotContain("person@example.invalid");
    }

    [Fact]
    public async Task A_server_that_is_away_means_later_and_an_address_that_is_none_means_never()
    {
        var channel = Channel(FreePort.Next(), EmailSecurity.None);

        (await channel.SendAsync(s_message, CancellationToken.None)).Outcome.ShouldBe(NotifyOutcome.Retry);
        (await channel.SendAsync(s_message with { Address = "no address @@" }, CancellationToken.None)).Outcome.ShouldBe(NotifyOutcome.Refused);
    }

    [Fact]
    public void Mail_in_the_clear_is_for_this_machine_only_and_all_errors_are_told_at_once()
    {
        var errors = new ConfigurationErrors();

        EmailOptionsValidator.Validate(new EmailOptions { Host = "mail.example.invalid", Security = EmailSecurity.None, Port = 0, From = "" }, "email[0]", errors);

        errors.Items.Select(error => error.Path).ShouldBe(["email[0].port", "email[0].from", "email[0].security"], ignoreOrder: true);
    }

    private static EmailChannel Channel(int port, EmailSecurity security, string? authority = null) => new(
        new EmailOptions { Host = "localhost", Port = port, Security = security, Authority = authority, From = "center@example.invalid", TimeoutMs = 10_000 }, TimeProvider.System);

    private static (string Certificate, string Key) Certificate(TemporaryFolder folder, string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        File.WriteAllText(folder.File("cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(folder.File("key.pem"), key.ExportPkcs8PrivateKeyPem());
        return (folder.File("cert.pem"), folder.File("key.pem"));
    }

    /// <summary>The printed mail with its base64 lines read.</summary>
    private static string Text(string printed)
    {
        var text = new StringBuilder(printed);
        foreach (var line in printed.Split('\n').Where(line => line.Length > 8 && line.Length % 4 == 0))
        {
            var bytes = new byte[line.Length];
            text.Append(Convert.TryFromBase64String(line.Trim(), bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "");
        }

        return text.ToString();
    }
}
