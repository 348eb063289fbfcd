using System.Net;
using System.Net.Http.Json;
using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Evidence;
using Gateway.Center.Ledger;
using Gateway.Center.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Evidence;

public sealed class EvidenceKeepingTests
{
    [Fact]
    public async Task A_package_is_removed_after_thirty_days_and_that_is_a_fact()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var folder = center.Services.GetRequiredService<EvidenceFolder>();
        var now = center.Time.GetUtcNow();
        foreach (var (id, age) in new[] { ("old", 30.1), ("kept", 29.9) })
        {
            await File.WriteAllTextAsync(folder.PathOf(id), "x");
            File.SetLastWriteTimeUtc(folder.PathOf(id), now.AddDays(-age).UtcDateTime);
        }

        var duty = center.Services.GetServices<Gateway.Center.Duties.ICenterDuty>().OfType<EvidenceDuty>().Single();
        await duty.RunAsync(now, CancellationToken.None);
        await duty.RunAsync(now, CancellationToken.None);

        folder.Packages().Select(file => file.Name).ShouldBe(["kept.zip"]);
        (await center.Store.ReadAsync(db => db.Set<LedgerEntry>().Where(entry => entry.Kind == "evidence.removed").ToListAsync(), CancellationToken.None))
            .Select(entry => entry.Subject).Distinct().ShouldBe(["old"]);
    }

    [Fact]
    public async Task Packages_and_the_exchange_interface_have_limits_of_their_own_and_hold_up_nothing_else()
    {
        await using var center = await CenterUnderTest.StartAsync(options => options with { Access = options.Access with { EvidencePerMinute = 2, ExchangePerMinute = 60 } });
        var (leader, other) = (center.SignedInAs(CenterRole.DutyLeader, account: "one"), center.SignedInAs(CenterRole.DutyLeader, account: "two"));
        async Task<HttpStatusCode> AskAsync(HttpClient client) => (await client.PostAsJsonAsync("/api/v1/evidence", new { site = "none" })).StatusCode;

        (await AskAsync(leader), await AskAsync(leader), await AskAsync(leader)).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests));
        (await AskAsync(other)).ShouldBe(HttpStatusCode.NotFound, "each account has its own");
        (await leader.GetAsync("/api/v1/overview")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var stranger = center.Anonymous();
        var answers = new List<HttpStatusCode>();
        for (var n = 0; n < 200 && !answers.Contains(HttpStatusCode.TooManyRequests); n++)
        {
            answers.Add((await stranger.GetAsync("/api/exchange/v1/changes")).StatusCode);
        }

        answers[0].ShouldBe(HttpStatusCode.Unauthorized);
        answers[^1].ShouldBe(HttpStatusCode.TooManyRequests);
        (await leader.GetAsync("/api/v1/overview")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
