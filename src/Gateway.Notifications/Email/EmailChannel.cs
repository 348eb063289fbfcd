using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Gateway.Pipeline.Ports;
using Gateway.Notifications.People;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Gateway.Notifications.Email;

/// <summary>Sends plain-text mail. A connection for each message: they are few, and one that hangs holds up no other.</summary>
public sealed class EmailChannel(EmailOptions options, TimeProvider time) : IPersonChannel
{
    public string Name => options.Name;

    public string Kind => "email";

    public async ValueTask<PersonReply> SendAsync(PersonMessage message, CancellationToken cancellation)
    {
        if (!MailboxAddress.TryParse(message.Address, out var to))
        {
            return new PersonReply(NotifyOutcome.Refused, null, false, "not a mail address");
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(options.TimeoutMs), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            return new PersonReply(NotifyOutcome.Delivered, await TransmitAsync(Mail(message, to), either.Token), false, null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new PersonReply(NotifyOutcome.Retry, null, false, $"no answer within {options.TimeoutMs} ms");
        }
        catch (SmtpCommandException e)
        {
            // RFC 5321 4.2.1: 4yz may be tried again, 5yz not.
            return new PersonReply((int)e.StatusCode < 500 ? NotifyOutcome.Retry : NotifyOutcome.Refused, null, false, $"SMTP {(int)e.StatusCode}");
        }
        catch (Exception e) when (e is IOException or SocketException or ProtocolException or AuthenticationException or SslHandshakeException
            or NotSupportedException or UnauthorizedAccessException or ServiceNotConnectedException)
        {
            return new PersonReply(NotifyOutcome.Retry, null, false, e.GetType().Name);
        }
    }

    private async Task<string> TransmitAsync(MimeMessage mail, CancellationToken cancellation)
    {
        using var client = new SmtpClient { Timeout = options.TimeoutMs, CheckCertificateRevocation = false };
        if (options.Authority is { } authority)
        {
            client.ServerCertificateValidationCallback = (_, certificate, _, errors) => IsTrusted(authority, certificate, errors);
        }

        await client.ConnectAsync(options.Host, options.Port, Security(), cancellation);
        if (options.User is { } user)
        {
            await client.AuthenticateAsync(user, options.Password.Read() ?? "", cancellation);
        }

        var answer = await client.SendAsync(mail, cancellation);
        await client.DisconnectAsync(quit: true, cancellation);
        return answer.Length > 200 ? answer[..200] : answer;
    }

    private SecureSocketOptions Security() => options.Security switch
    {
        EmailSecurity.StartTls => SecureSocketOptions.StartTls,
        EmailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };

    private MimeMessage Mail(PersonMessage message, MailboxAddress to)
    {
        var mail = new MimeMessage { Subject = message.Subject, MessageId = $"{message.Id}@warning-center", Date = time.GetUtcNow() };
        mail.From.Add(MailboxAddress.Parse(options.From));
        mail.To.Add(to);
        mail.Importance = MessageImportance.High;
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        mail.Body = new TextPart("plain") { Text = message.Text };
        return mail;
    }

    private static bool IsTrusted(string authority, X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(authority);
        using var presented = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(presented);
    }
}
