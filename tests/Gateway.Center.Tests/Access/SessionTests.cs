using System.Net;
using Gateway.Center.Access;
using Gateway.Center.Access.Sessions;
using Gateway.Center.Duties;
using Gateway.Center.Ledger;
using Gateway.Center.Tests.Support;
using Gateway.Testing.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Access;

public sealed class SessionTests
{
    [Fact]
    public async Task A_session_nobody_uses_ends_and_a_used_one_ends_at_its_absolute_limit()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        using var administrator = await center.SetUpAsync();
        using var used = new Browser(center);
        await used.SignInAsync(CountyPeople.Administrator, CountyPeople.Password);

        center.Time.Jump(TimeSpan.FromHours(8));
        (await used.GetAsync("units")).StatusCode.ShouldBe(HttpStatusCode.OK);
        center.Time.Jump(TimeSpan.FromHours(8));
        (await administrator.GetAsync("units")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await used.GetAsync("units")).StatusCode.ShouldBe(HttpStatusCode.OK);
        center.Time.Jump(TimeSpan.FromHours(8.1));
        (await used.GetAsync("units")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        // A beat that fell due while the duty ran is not heard. No more time passes: a few hours on, also the used one would end for want of use.
        var duties = center.Services.GetRequiredService<DutyScheduler>();
        await Eventually.TrueAsync(() =>
        {
            duties.Wake("sessions");
            return center.Store.ReadAsync(async db => !await db.Set<CenterSession>().AnyAsync(), default);
        });
        var why = await center.Store.ReadAsync(
            db => db.Set<LedgerEntry>().Where(entry => entry.Kind == "session.ended").Select(entry => entry.Body).ToListAsync(), default);
        why.Count(body => body.Contains("expired")).ShouldBe(2);
    }

    [Fact]
    public async Task The_sixth_session_of_an_account_ends_the_first()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        using var first = await center.SetUpAsync();
        var others = Enumerable.Range(0, 5).Select(_ => new Browser(center)).ToList();
        foreach (var browser in others)
        {
            center.Time.Advance(TimeSpan.FromSeconds(1));
            await browser.SignInAsync(CountyPeople.Administrator, CountyPeople.Password);
        }

        (await first.GetAsync("session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await others[0].GetAsync("session")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await others[4].GetAsync("session")).StatusCode.ShouldBe(HttpStatusCode.OK);
        others.ForEach(browser => browser.Dispose());
    }

    [Fact]
    public async Task A_changed_password_ends_every_other_session()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        using var administrator = await center.SetUpAsync();
        using var elsewhere = new Browser(center);
        await elsewhere.SignInAsync(CountyPeople.Administrator, CountyPeople.Password);

        var wrong = await administrator.PostAsync("session/password", new { old = "not my password", @new = "another long sentence 7" });
        (await wrong.WrongFieldsAsync()).ShouldBe(["old"]);
        var changed = await administrator.PostAsync("session/password", new { old = CountyPeople.Password, @new = "another long sentence 7" });

        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await administrator.GetAsync("session")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await elsewhere.GetAsync("session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await elsewhere.SignInAsync(CountyPeople.Administrator, CountyPeople.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_one_time_password_opens_only_the_choice_of_an_own_one_and_not_for_ever()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        using var administrator = await center.SetUpAsync();
        var once = await CountyPeople.OneTimePasswordAsync(administrator, "officer", CenterRole.DutyOfficer);
        using var officer = new Browser(center);

        var session = await (await officer.SignInAsync("officer", once)).JsonAsync();
        session["mustChangePassword"]!.GetValue<bool>().ShouldBeTrue();
        (await (await officer.GetAsync("units")).RefusalAsync()).ShouldBe("403 password.must.change");
        (await (await officer.PostAsync("session/password", new { old = once, @new = "officer officer 1" })).WrongFieldsAsync()).ShouldBe(["new"]);
        var changed = await officer.PostAsync("session/password", new { old = once, @new = CountyPeople.Password });
        await officer.TakeTokenAsync(changed);
        (await officer.GetAsync("units")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var late = await CountyPeople.OneTimePasswordAsync(administrator, "late", CenterRole.DutyOfficer);
        center.Time.Jump(TimeSpan.FromDays(3));
        (await officer.SignInAsync("late", late)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_administrator_sees_and_ends_sessions_and_signing_out_ends_the_own()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        using var administrator = await center.SetUpAsync();
        using var officer = await center.AddAsync(administrator, "officer", CenterRole.DutyOfficer);
        var listed = (await (await administrator.GetAsync("sessions")).JsonAsync()).AsArray();
        var of = listed.Single(session => session!["account"]!.GetValue<string>() == "officer")!["id"]!.GetValue<string>();

        (await officer.DeleteAsync($"sessions/{of}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await administrator.DeleteAsync($"sessions/{of}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await officer.GetAsync("session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await administrator.DeleteAsync("session")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await administrator.GetAsync("session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_copy_of_the_database_signs_nobody_in()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        using var administrator = await center.SetUpAsync();
        var stored = await center.Store.ReadAsync(db => db.Set<CenterSession>().SingleAsync(), default);
        var token = administrator.Cookies.GetCookies(new Uri(center.Address))["center"]!.Value;

        stored.TokenHash.ShouldNotContain(token);
        using var thief = new Browser(center);
        thief.Cookies.Add(new Uri(center.Address), new Cookie("center", stored.TokenHash[..43]));
        (await thief.GetAsync("session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
