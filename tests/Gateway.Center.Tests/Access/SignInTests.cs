using System.Net;
using Gateway.Center.Access;
using Gateway.Center.Access.Accounts;
using Gateway.Center.Access.Sessions;
using Gateway.Center.Ledger;
using Gateway.Center.Tests.Support;
using Gateway.Testing.Time;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Tests.Access;

public sealed class SignInTests
{
    [Fact]
    public async Task An_unknown_account_a_wrong_password_and_a_disabled_account_are_refused_alike()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        using var administrator = await center.SetUpAsync();
        using var officer = await center.AddAsync(administrator, "officer", CenterRole.DutyOfficer);
        (await administrator.PutAsync("accounts/officer", new { role = "dutyOfficer", scope = "/", disabled = true })).EnsureSuccessStatusCode();

        using var somebody = new Browser(center);
        var answers = new[]
        {
            await somebody.SignInAsync("nobody", CountyPeople.Password),
            await somebody.SignInAsync(CountyPeople.Administrator, "wrong password 1"),
            await somebody.SignInAsync("officer", CountyPeople.Password),
        };

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Unauthorized);
        (await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()))).Select(WithoutTrace).Distinct().Count().ShouldBe(1);
        (await officer.GetAsync("units")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Locking_tells_nothing_about_whether_the_account_exists_and_grows()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        using var administrator = await center.SetUpAsync();
        using var guesser = new Browser(center);
        foreach (var name in new[] { CountyPeople.Administrator, "nobody" })
        {
            for (var i = 0; i < 5; i++)
            {
                (await (await guesser.SignInAsync(name, $"wrong password {i}")).RefusalAsync()).ShouldBe("401 session.refused");
            }

            var locked = await guesser.SignInAsync(name, CountyPeople.Password);
            (await locked.RefusalAsync()).ShouldBe("429 session.locked");
            locked.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(30));
        }

        center.Time.Advance(TimeSpan.FromSeconds(31));
        (await guesser.SignInAsync(CountyPeople.Administrator, "wrong again 123")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await guesser.SignInAsync(CountyPeople.Administrator, CountyPeople.Password)).Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(60));
        center.Time.Advance(TimeSpan.FromSeconds(61));
        (await guesser.SignInAsync(CountyPeople.Administrator, CountyPeople.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_administrator_unlocks_and_who_is_signed_in_stays_so_while_the_name_is_locked()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        using var administrator = await center.SetUpAsync();
        using var officer = await center.AddAsync(administrator, "officer", CenterRole.DutyOfficer);
        using var guesser = new Browser(center);
        for (var i = 0; i < 5; i++)
        {
            await guesser.SignInAsync("officer", $"wrong password {i}");
        }

        (await officer.GetAsync("units")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var listed = (await (await administrator.GetAsync("accounts")).JsonAsync()).AsArray().Single(account => account!["id"]!.GetValue<string>() == "officer");
        listed!["lockedUntil"].ShouldNotBeNull();
        (await guesser.SignInAsync("officer", CountyPeople.Password)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await administrator.PostAsync("accounts/officer/unlock")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await guesser.SignInAsync("officer", CountyPeople.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task One_address_that_tries_many_names_is_locked()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        using var administrator = await center.SetUpAsync();
        using var sprayer = new Browser(center);
        for (var i = 0; i < 20; i++)
        {
            (await sprayer.SignInAsync($"name-{i}", CountyPeople.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await sprayer.SignInAsync("name-20", CountyPeople.Password)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Many_guesses_at_the_same_moment_do_not_pass_the_lock()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        using var administrator = await center.SetUpAsync();
        var browsers = Enumerable.Range(0, 12).Select(_ => new Browser(center)).ToList();

        var answers = await Task.WhenAll(browsers.Select((browser, i) => browser.SignInAsync(CountyPeople.Administrator, $"wrong password {i}")));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized).ShouldBeLessThanOrEqualTo(5);
        browsers.ForEach(browser => browser.Dispose());
    }

    [Fact]
    public async Task A_planted_session_is_not_the_one_signed_in_with()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        using var administrator = await center.SetUpAsync();
        using var victim = new Browser(center);
        await victim.SignInAsync(CountyPeople.Administrator, CountyPeople.Password);
        var planted = victim.Cookies.GetCookies(new Uri(center.Address))["center"]!.Value;

        await victim.SignInAsync(CountyPeople.Administrator, CountyPeople.Password);

        victim.Cookies.GetCookies(new Uri(center.Address))["center"]!.Value.ShouldNotBe(planted);
        using var attacker = new Browser(center);
        attacker.Cookies.Add(new Uri(center.Address), new Cookie("center", planted));
        (await attacker.GetAsync("session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await victim.GetAsync("session")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_of_other_sites()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        using var administrator = await center.SetUpAsync();
        using var browser = new Browser(center);

        var cookie = (await browser.SignInAsync(CountyPeople.Administrator, CountyPeople.Password)).Headers.GetValues("Set-Cookie").Single();

        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=strict", Case.Insensitive);
        cookie.ShouldContain("path=/", Case.Insensitive);
    }

    [Fact]
    public async Task Everything_stands_in_the_ledger_and_no_secret_does()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        using var administrator = await center.SetUpAsync();
        using var officer = await center.AddAsync(administrator, "officer", CenterRole.DutyOfficer);
        await officer.SignInAsync("typed-password-here", "wrong password 1");
        await officer.SignInAsync("officer", "wrong password 2");
        await administrator.PostAsync("accounts/officer/reset");

        var entries = await center.Store.ReadAsync(db => db.Set<LedgerEntry>().OrderBy(entry => entry.Sequence).ToListAsync(), default);
        var kinds = entries.Select(entry => entry.Kind).ToList();
        foreach (var kind in new[] { "unit.created", "account.created", "session.began", "account.password-changed", "session.ended", "session.refused", "account.reset" })
        {
            kinds.ShouldContain(kind);
        }

        var text = string.Join('\n', entries.Select(entry => entry.Subject + entry.Body + entry.Actor));
        foreach (var secret in new[] { CountyPeople.Password, "wrong password", "typed-password-here", administrator.Csrf!, "pbkdf2" })
        {
            text.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task A_password_made_with_fewer_rounds_is_made_anew_at_the_next_sign_in()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        using var administrator = await center.SetUpAsync();
        using var old = new PasswordHasher(new AccessOptions { PasswordRounds = 500 });
        var weak = await old.HashAsync(CountyPeople.Password, default);
        await center.Store.WriteAsync(work => work.Db.Set<Account>().ExecuteUpdateAsync(set => set.SetProperty(account => account.PasswordHash, weak)), default);

        using var browser = new Browser(center);
        (await browser.SignInAsync(CountyPeople.Administrator, CountyPeople.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var hash = await center.Store.ReadAsync(db => db.Set<Account>().Select(account => account.PasswordHash).SingleAsync(), default);
        hash.ShouldStartWith("pbkdf2-sha512$1000$");
        (await browser.SignInAsync(CountyPeople.Administrator, CountyPeople.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static string WithoutTrace(string body) => System.Text.RegularExpressions.Regex.Replace(body, "\"traceId\":\"[^\"]*\"", "");
}
