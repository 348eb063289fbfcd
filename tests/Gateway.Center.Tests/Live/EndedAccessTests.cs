using System.Net;
using Gateway.Center.Access;
using Gateway.Center.Ledger;
using Gateway.Center.Tests.Support;
using Gateway.Center.Tests.Warnings;
using Gateway.Testing.Time;

namespace Gateway.Center.Tests.Live;

/// <summary>A live connection ends with what allowed it: real sessions, real sockets.</summary>
public sealed class EndedAccessTests
{
    private const string Officer = "officer-1";

    [Theory]
    [InlineData("signedOut")]
    [InlineData("role")]
    [InlineData("scope")]
    [InlineData("disabled")]
    [InlineData("idle")]
    public async Task It_ends_when_the_session_or_the_rights_do_and_gets_nothing_more(string how)
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        using var administrator = await center.SetUpAsync();
        using var officer = await center.AddAsync(administrator, Officer, CenterRole.DutyOfficer);
        await using var page = await LiveSocket.ConnectAsync(center.Address, user: null, cookies: officer.Cookies);
        await Eventually.TrueAsync(() => page.Of("beat").Count > 0);
        await FactAsync(center, "before");
        await Eventually.TrueAsync(() => Told(center, page, "before"));

        await EndAsync(center, page, how, administrator, officer);
        await FactAsync(center, "after");

        // The clock goes on, so that whatever waited to be pushed would be.
        await Eventually.TrueAsync(() => Told(center, page, "after") || page.IsClosed, seconds: 10);
        page.IsClosed.ShouldBeTrue();
        page.Changes("test.fact").Select(change => change.GetProperty("subject").GetString()).ShouldBe(["before"]);
    }

    private static async Task EndAsync(CenterUnderTest center, LiveSocket page, string how, Browser administrator, Browser officer)
    {
        switch (how)
        {
            case "signedOut":
                (await officer.DeleteAsync("session")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
                break;
            case "role":
                await ChangedAsync(administrator, new { role = "dutyLeader", scope = "/" });
                break;
            case "scope":
                await ChangedAsync(administrator, new { role = "dutyOfficer", scope = "/county/" });
                break;
            case "disabled":
                await ChangedAsync(administrator, new { role = "dutyOfficer", scope = "/", disabled = true });
                break;
            default:
                // The session is over by time; the stated minute after that is the duty's.
                center.Time.Advance(center.Options.Access.Idle);
                await Eventually.TrueAsync(() =>
                {
                    center.Time.Advance(TimeSpan.FromSeconds(5));
                    return page.IsClosed;
                });
                break;
        }
    }

    private static async Task ChangedAsync(Browser administrator, object change)
    {
        var answer = await administrator.PutAsync($"accounts/{Officer}", change);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    private static bool Told(CenterUnderTest center, LiveSocket page, string subject)
    {
        center.Time.Advance(TimeSpan.FromMilliseconds(100));
        return page.Changes("test.fact").Exists(change => change.GetProperty("subject").GetString() == subject);
    }

    private static Task FactAsync(CenterUnderTest center, string subject) =>
        center.Store.WriteAsync(work => Task.FromResult(work.Record(new LedgerFact("test.fact", subject) { UnitPath = "/county/" }, new { })), Board.None);
}
