using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gateway.Center.Identity;
using Gateway.Center.Identity.Authority;
using Gateway.Pipeline.Security;
using Gateway.Rules.Json;

namespace Gateway.Center.Commands;

/// <summary><c>warning-center certificate</c>: an identity of the county's authority for a program on this side: the center's two connections, the broker, the console.</summary>
internal static class CertificateCommand
{
    private static readonly Option<string> Name = new("--name") { Description = "Common name: center, center-readings, broker ... / 名称", Required = true };

    private static readonly Option<string[]> Host = new("--host") { Description = "Name or address a server is reached by; may stand several times / 服务器的主机名或地址", DefaultValueFactory = _ => [] };

    private static readonly Option<int> Days = new("--days") { Description = "Days it holds, 1 to 825 / 有效天数", DefaultValueFactory = _ => 365 };

    private static readonly Option<string> Out = new("--out") { Description = "Folder for NAME.pem, NAME.key and ca.pem / 输出文件夹", Required = true };

    public static Command Create()
    {
        Days.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 825)
            {
                result.AddError("--days: 1..825");
            }
        });
        Name.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not { Length: > 0 and <= 64 } name || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
            {
                // A dot stands in the names of gateways only: they enrol themselves.
                result.AddError("--name: 1..64, a-z A-Z 0-9 - _");
            }
        });
        var command = new Command("certificate", "Issue a certificate of the county's authority / 签发本县机构的证书") { Name, Host, Days, Out, CertificateRevokeCommand.Create() };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parse)
    {
        var loaded = parse.Load();
        if (loaded.Options is not { } options)
        {
            ErrorReport.Write(parse.InvocationConfiguration.Error, loaded.Errors, parse.Chinese());
            return CenterCommand.BadInput;
        }

        var (name, folder) = (parse.GetValue(Name)!, parse.GetValue(Out)!);
        using var authority = new CountyAuthority(options, TimeProvider.System);
        try
        {
            var (certificate, key) = authority.Issue(name, parse.GetValue(Host)!, parse.GetValue(Days));
            // Noted before it is given out: what stands nowhere cannot be revoked by its name.
            using var made = X509Certificate2.CreateFromPem(certificate);
            var (from, until) = (new DateTimeOffset(made.NotBefore.ToUniversalTime()), new DateTimeOffset(made.NotAfter.ToUniversalTime()));
            IssuedCertificates.Write(options, [.. IssuedCertificates.Read(options), new(made.SerialNumber, name, from, until)]);
            OwnerOnly.Folder(folder);
            OwnerOnly.Write(Path.Combine(folder, $"{name}.key"), Encoding.ASCII.GetBytes(key));
            OwnerOnly.Write(Path.Combine(folder, $"{name}.pem"), Encoding.ASCII.GetBytes(certificate));
            OwnerOnly.Write(Path.Combine(folder, "ca.pem"), Encoding.ASCII.GetBytes(authority.Pem));
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            parse.InvocationConfiguration.Error.WriteLine(error.Message);
            return 1;
        }

        return 0;
    }
}
