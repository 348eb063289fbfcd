using System.Text;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Gateway.Center.Identity.Authority;
using Gateway.Center.Identity.Enrolment;
using Gateway.Pipeline.Security;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Identity;

/// <summary>
/// Keeps what the broker needs beside the authority's certificate in <c>identity</c> of the data folder: <c>revoked.pem</c>, the list of the revoked, made
/// anew each day so that it never runs out, and <c>acl</c>, who may speak of what. The administrator's script brings them to the broker.
/// </summary>
internal sealed class BrokerFilesDuty(CenterOptions options, CenterStore store, CountyAuthority authority) : ICenterDuty
{
    public const string DutyName = "broker-files";
    private static readonly string[] s_said = ["state", "table", "events", "live", "backlog", "answers"];
    private static readonly string[] s_heard = ["receipts", "commands"];

    public string Name => DutyName;

    public TimeSpan Period => TimeSpan.FromHours(24);

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var certificates = await store.ReadAsync(db => db.Set<EdgeCertificate>().Where(row => row.ExpiresAt > now).ToListAsync(cancellation), cancellation);
        var made = IssuedCertificates.Read(options);
        if (certificates.Count == 0 && made.Count == 0)
        {
            // A county that enrols nobody has no use for an authority either.
            return;
        }

        IssuedCertificates.WriteRevoked(options, authority, certificates, made, now);
        var edges = certificates.Where(row => row.RevokedAt is null).Select(row => (row.SiteId, row.EdgeId)).Distinct().Order();
        OwnerOnly.Write(IdentityFolder.File(options, "acl"), Encoding.UTF8.GetBytes(ListOf(options.County.Id, edges)));
    }

    /// <summary>The list of docs/specs/link.md for these gateways.</summary>
    internal static string ListOf(string county, IEnumerable<(string Site, string Edge)> edges)
    {
        var text = new StringBuilder();
        foreach (var (site, edge) in edges)
        {
            text.Append($"user {EdgeCertificate.NameOf(site, edge)}\n");
            text.AppendJoin("", s_said.Select(leaf => $"topic write rgw/v1/{county}/{site}/{edge}/{leaf}\n"));
            text.AppendJoin("", s_heard.Select(leaf => $"topic read rgw/v1/{county}/{site}/{edge}/{leaf}\n")).Append('\n');
        }

        text.Append("user center\n");
        text.AppendJoin("", new[] { "state", "table", "events", "answers" }.Select(leaf => $"topic read rgw/v1/{county}/+/+/{leaf}\n"));
        text.AppendJoin("", s_heard.Select(leaf => $"topic write rgw/v1/{county}/+/+/{leaf}\n"));
        text.Append("\nuser center-readings\n");
        return text.AppendJoin("", new[] { "live", "backlog" }.Select(leaf => $"topic read rgw/v1/{county}/+/+/{leaf}\n")).ToString();
    }
}
