using System.Text.Json;
using Gateway.Center.Identity;
using Gateway.Center.Ledger;
using Gateway.Center.Tests.Support;
using Gateway.Testing.Time;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Tests.Security;

/// <summary>What was made and ended beside the center stands in its ledger.</summary>
public sealed class HandMadeCertificatesTests
{
    [Fact]
    public async Task Each_is_told_once_when_made_and_once_when_ended_also_after_a_restart()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var made = center.Time.GetUtcNow();
        IssuedCertificate[] all = [new("0A", "broker", made, made.AddDays(365)), new("0B", "center", made, made.AddDays(365))];
        IssuedCertificates.Write(center.Options, all);
        var duty = new HandMadeCertificatesDuty(center.Options, center.Store);
        await duty.RunAsync(made, CancellationToken.None);
        await duty.RunAsync(made, CancellationToken.None);
        (await FactsAsync(center)).ShouldBe([("certificate.made-by-hand", "0A", "broker"), ("certificate.made-by-hand", "0B", "center")]);

        IssuedCertificates.Write(center.Options, [all[0], all[1] with { RevokedAt = made.AddHours(1) }]);
        await duty.RunAsync(made.AddHours(1), CancellationToken.None);
        await new HandMadeCertificatesDuty(center.Options, center.Store).RunAsync(made.AddHours(2), CancellationToken.None);
        (await FactsAsync(center)).Skip(2).ShouldBe([("certificate.ended-by-hand", "0B", "center")]);
    }

    [Fact]
    public async Task The_center_looks_by_itself()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var now = center.Time.GetUtcNow();
        IssuedCertificates.Write(center.Options, [new("0C", "console", now, now.AddDays(1), now)]);

        await Eventually.TrueAsync(async () =>
        {
            center.Time.Advance(TimeSpan.FromMinutes(1));
            return (await FactsAsync(center)).Count == 2;
        });
    }

    private static async Task<List<(string Kind, string Serial, string Name)>> FactsAsync(CenterUnderTest center)
    {
        var entries = await center.Store.ReadAsync(
            db => db.Set<LedgerEntry>().Where(entry => entry.Kind.StartsWith("certificate.")).OrderBy(entry => entry.Sequence).ToListAsync(), CancellationToken.None);
        return [.. entries.Select(entry => (entry.Kind, entry.Subject, JsonDocument.Parse(entry.Body).RootElement.GetProperty("name").GetString()!))];
    }
}
