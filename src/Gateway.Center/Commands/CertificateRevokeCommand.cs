using System.CommandLine;
using System.Security.Cryptography;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Identity;
using Gateway.Center.Identity.Authority;
using Gateway.Center.Identity.Enrolment;
using Gateway.Rules.Json;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Commands;

/// <summary><c>warning-center certificate revoke</c>: ends certificates made by hand, and writes the broker's list anew. The center may run meanwhile.</summary>
internal static class CertificateRevokeCommand
{
    /// <summary>Longest life of a certificate made by hand; one that stands in no list is kept as revoked for as long.</summary>
    private const int LongestLifeDays = 825;

    private static readonly Option<string?> Name = new("--name") { Description = "All that hold and have this name / 按名称吊销全部有效证书" };
    private static readonly Option<string?> Serial = new("--serial") { Description = "Serial number, hex (openssl x509 -serial) / 按序列号吊销" };

    public static Command Create()
    {
        Serial.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } serial && (Plain(serial) is not { Length: > 0 and <= 40 } plain || plain.Length % 2 != 0 || !plain.All(char.IsAsciiHexDigit)))
            {
                result.AddError("--serial: hex, 2..40");
            }
        });
        var command = new Command("revoke", "End certificates made by hand and write identity/revoked.pem / 吊销手工签发的证书") { Name, Serial };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Name) is null == result.GetValue(Serial) is null)
            {
                result.AddError("--name、--serial 选一 / name one of --name and --serial");
            }
        });
        command.SetAction((parse, cancellation) => RunAsync(parse, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var loaded = parse.Load();
        if (loaded.Options is not { } options)
        {
            ErrorReport.Write(parse.InvocationConfiguration.Error, loaded.Errors, parse.Chinese());
            return CenterCommand.BadInput;
        }

        try
        {
            return await RevokeAsync(parse, options, TimeProvider.System.GetUtcNow(), cancellation);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException or CryptographicException or System.Data.Common.DbException)
        {
            await parse.InvocationConfiguration.Error.WriteLineAsync(error.Message);
            return 1;
        }
    }

    private static async Task<int> RevokeAsync(ParseResult parse, CenterOptions options, DateTimeOffset now, CancellationToken cancellation)
    {
        var (output, errors) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
        var enrolled = await EnrolledAsync(options, cancellation);
        var serial = parse.GetValue(Serial) is { } given ? Plain(given) : null;
        if (enrolled.Exists(row => row.Serial == serial))
        {
            await errors.WriteLineAsync($"{serial}: 网关证书，请用 / of a gateway, end it by POST /api/v1/certificates/{serial}/revoke");
            return 1;
        }

        var made = IssuedCertificates.Read(options).ToList();
        if (serial is not null && !made.Exists(row => row.Serial == serial))
        {
            // Made before the list was kept: what counts is that the broker takes it no more.
            made.Add(new(serial, "-", now, now.AddDays(LongestLifeDays)));
        }

        var ended = made.Where(row => row.RevokedAt is null && row.ExpiresAt > now && (serial is null ? row.Name == parse.GetValue(Name) : row.Serial == serial)).ToHashSet();
        if (ended.Count == 0)
        {
            await errors.WriteLineAsync("没有这样的有效证书 / no certificate in force is like that");
            return 1;
        }

        using var authority = new CountyAuthority(options, TimeProvider.System);

        // Before anything is noted as ended: an authority that cannot sign the broker's list leaves the command to be given again.
        _ = authority.Pem;
        made = [.. made.Select(row => ended.Contains(row) ? row with { RevokedAt = now } : row)];
        IssuedCertificates.Write(options, made);
        IssuedCertificates.WriteRevoked(options, authority, enrolled, made, now);
        foreach (var row in ended)
        {
            await output.WriteLineAsync($"{row.Serial} {row.Name}: 已吊销 / revoked");
        }

        await output.WriteLineAsync($"{IdentityFolder.File(options, "revoked.pem")}: 请交给消息服务器并发送 SIGHUP / bring it to the broker and send it SIGHUP");
        return 0;
    }

    // Those of gateways stand in the same list: leaving them out would let them in again.
    private static async Task<List<EdgeCertificate>> EnrolledAsync(CenterOptions options, CancellationToken cancellation)
    {
        if (options.Database is { Kind: DatabaseKind.Sqlite, Connection.Length: 0 } && !File.Exists(Path.Combine(options.Storage.Folder, "center.db")))
        {
            return [];
        }

        await using var db = new CenterDbFactory(options.Database, options.Storage.Folder).Create();
        return await db.Set<EdgeCertificate>().AsNoTracking().ToListAsync(cancellation);
    }

    private static string Plain(string serial) => serial.Replace(":", "", StringComparison.Ordinal).Replace("serial=", "", StringComparison.OrdinalIgnoreCase).ToUpperInvariant();
}
