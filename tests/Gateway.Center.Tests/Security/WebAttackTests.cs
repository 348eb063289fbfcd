using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Access.Accounts;
using Gateway.Center.Composition;
using Gateway.Center.Exchange;
using Gateway.Center.Tests.Security.Support;
using Gateway.Center.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Center.Tests.Security;

/// <summary>What is tried against every web application, tried against the real host.</summary>
public sealed class WebAttackTests
{
    private static readonly string[] s_injections =
    [
        "' OR '1'='1", "1; DROP TABLE accounts; --", "%' UNION SELECT password_hash FROM accounts --", "*)(uid=*))(|(uid=*", "${jndi:ldap://x/a}", "{{7*7}}", "\u0000", "%00", "..%2f..%2fetc%2fpasswd",
        "x\r\nSet-Cookie: center=evil", "%0d%0aSet-Cookie:%20center=evil", "<script>alert(1)</script>", "𐏿\uFFFD", "%",
    ];

    [Fact]
    public async Task Texts_of_attackers_in_addresses_and_questions_are_texts_and_nothing_else()
    {
        await using var center = await CenterUnderTest.StartAsync(services: Quiet.NoCalls);
        await TwoTowns.FillAsync(center);
        var client = center.SignedInAs(CenterRole.DutyLeader, TwoTowns.Ours);
        foreach (var text in s_injections)
        {
            var escaped = Uri.EscapeDataString(text);
            foreach (var path in new[]
            {
                $"sites/{escaped}", $"incidents/{escaped}", $"dangers/{escaped}", $"sites/{escaped}/points/{escaped}/history", $"ledger?site={escaped}&kind={escaped}", $"warnings?site={escaped}&after={escaped}",
                $"warnings.csv?site={escaped}", $"dangers?state={escaped}", $"calls?incident={escaped}", $"people?unit={escaped}", $"kpi?from={escaped}", $"evidence/{escaped}.zip",
            })
            {
                using var answer = await client.GetAsync("/api/v1/" + path);
                ((int)answer.StatusCode).ShouldBeLessThan(500, path);
                answer.Headers.Contains("Set-Cookie").ShouldBeFalse(path);
                (await answer.Content.ReadAsStringAsync()).ShouldNotContain(TwoTowns.Mark, Case.Insensitive, path);
                answer.Content.Headers.ContentType?.MediaType.ShouldNotBe("text/html", path);
            }
        }

        (await center.Store.ReadAsync(db => db.Set<Account>().CountAsync(), default)).ShouldBe(1, "the tables are there");
    }

    [Theory]
    [InlineData("/../../etc/passwd")]
    [InlineData("/..%2f..%2f..%2fetc/passwd")]
    [InlineData("/assets/..%2f..%2fcenter.db")]
    [InlineData("/assets/%2e%2e/%2e%2e/center.json")]
    [InlineData("/assets/..\\..\\center.db")]
    [InlineData("//etc/passwd")]
    [InlineData("/api/v1/evidence/..%2f..%2fcenter.zip")]
    [InlineData("/api/v1/evidence/..%2fcenter.db%00.zip")]
    public async Task No_way_leads_out_of_the_folder_of_the_console(string path)
    {
        await using var center = await CenterUnderTest.StartAsync();
        var answer = await RawAsync(center, $"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        answer.ShouldNotContain("root:x:");
        answer.ShouldNotContain("SQLite format");
        answer.Split('\n')[0].ShouldMatch("HTTP/1.1 (400|401|404|200).*");
    }

    [Fact]
    public async Task Members_nobody_asked_for_change_nothing()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        using var administrator = await center.SetUpAsync();
        await TwoTowns.FillAsync(center);
        using var town = await center.AddAsync(administrator, "town-b", CenterRole.Town, "/county/town-b/");

        var password = await town.PostAsync("session/password", new { old = CountyPeople.Password, @new = CountyPeople.Password + "1", role = "administrator", scope = "/", scopePath = "/", isDisabled = false });
        var account = await center.Store.ReadAsync(db => db.Set<Account>().SingleAsync(row => row.Id == "town-b"), default);

        password.StatusCode.ShouldBe(HttpStatusCode.OK);
        (account.Role, account.ScopePath).ShouldBe((CenterRole.Town, "/county/town-b/"));
    }

    [Fact]
    public async Task The_name_a_browser_was_told_stands_in_no_answer_and_leads_nowhere()
    {
        await using var center = await CenterUnderTest.StartAsync();
        foreach (var path in new[] { "/", "/incidents", "/api/v1/health", "/api/v1/setup", "/answer/none", "/api/v1/none?next=//evil.example", "//evil.example/%2f..", "/\\evil.example" })
        {
            var answer = await RawAsync(center, $"GET {path} HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n");

            answer.ShouldNotContain("Location:", Case.Insensitive, path);
            answer.Split("\r\n\r\n")[0].ShouldNotContain("evil.example", Case.Insensitive, path);
        }
    }

    [Fact]
    public async Task A_head_that_never_ends_is_given_up_and_one_too_large_refused()
    {
        await using var center = await CenterUnderTest.StartAsync();

        (await RawAsync(center, $"GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nX: {new string('a', 40_000)}\r\n\r\n")).ShouldStartWith("HTTP/1.1 431");
        (await RawAsync(center, $"GET /{new string('a', 20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n")).ShouldStartWith("HTTP/1.1 414");
        (await RawAsync(center, "POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\n0\r\n\r\n")).ShouldStartWith("HTTP/1.1 400", Case.Sensitive, "no request hides behind another");
    }

    [Theory]
    [InlineData(false, false, "http://10.1.2.3/", "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://127.0.0.1/")]
    [InlineData(false, true, "http://[::ffff:127.0.0.1]/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/", "http://localhost/")]
    [InlineData(true, true, "http://169.254.169.254/latest/meta-data/", "http://[fe80::1]/", "http://[64:ff9b::7f00:1]/", "http://[fd00:ec2::254]/")]
    public async Task Private_and_link_local_addresses_are_not_pushed_to_unless_the_configuration_says_so(bool local, bool isPrivate, params string[] urls)
    {
        await using var center = await CenterUnderTest.StartAsync(
            options => options with { Exchange = new ExchangeOptions { Push = new PushOptions { AllowLocalTargets = local, AllowPrivateTargets = isPrivate, FirstWait = TimeSpan.FromSeconds(1) } } }, Quiet.NoCalls);
        await TwoTowns.FillAsync(center);
        var administrator = center.SignedInAs(CenterRole.Administrator);
        foreach (var url in urls)
        {
            (await administrator.PostAsJsonAsync("/api/v1/exchange/subscriptions", new { name = "probe", url, rights = new[] { "warnings", "handling" }, after = 0 })).StatusCode.ShouldBe(HttpStatusCode.Created, url);
        }

        List<(string Url, string? Trouble)> told = [];
        await Gateway.Testing.Time.Eventually.TrueAsync(
            async () =>
            {
                center.Time.Advance(TimeSpan.FromSeconds(30));
                var rows = await administrator.GetFromJsonAsync<JsonElement>("/api/v1/exchange/subscriptions");
                told = [.. rows.EnumerateArray().Where(row => row.GetProperty("name").GetString() == "probe").Select(row => (row.GetProperty("url").GetString()!, row.GetProperty("trouble").GetString()))];
                return told.Count == urls.Length && told.TrueForAll(row => row.Trouble is not null);
            },
            60);

        told.ShouldAllBe(row => row.Trouble!.Contains("no public address", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_renewed_certificate_is_shown_to_the_next_browser()
    {
        using var folder = new Gateway.Testing.Peers.TemporaryFolder();
        using var authority = new Gateway.Testing.Peers.TestAuthority();
        async Task IssueAsync(string name)
        {
            authority.Issue(name, folder.File("c.pem"), folder.File("c.key"));
            using var both = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPemFile(folder.File("c.pem"), folder.File("c.key"));
            await File.WriteAllBytesAsync(folder.File("center.pfx"), both.Export(System.Security.Cryptography.X509Certificates.X509ContentType.Pfx));
        }

        await IssueAsync("first");
        await using var center = await CenterUnderTest.StartAsync(options => options with { Web = options.Web with { Certificate = folder.File("center.pfx") } });
        (await ShownAsync(center)).ShouldBe("CN=first");
        await IssueAsync("second");
        (await ShownAsync(center)).ShouldBe("CN=second");
        await File.WriteAllTextAsync(folder.File("center.pfx"), "damaged");
        (await ShownAsync(center)).ShouldBe("CN=second");
    }

    [Fact]
    public async Task A_changed_certificate_that_cannot_be_used_is_told_in_the_log_and_on_the_health_page_until_a_good_one_lies_there()
    {
        using var folder = new Gateway.Testing.Peers.TemporaryFolder();
        void Issue(string name)
        {
            using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
            var request = new System.Security.Cryptography.X509Certificates.CertificateRequest($"CN={name}", key, System.Security.Cryptography.HashAlgorithmName.SHA256);
            var now = TimeProvider.System.GetUtcNow();
            using var both = request.CreateSelfSigned(now.AddHours(-1), now.AddDays(90));
            File.WriteAllText(folder.File("c.pem"), both.ExportCertificatePem());
            File.WriteAllBytes(folder.File("center.pfx"), both.Export(System.Security.Cryptography.X509Certificates.X509ContentType.Pfx));
        }

        var log = new ToldLog();
        Issue("first");
        await using var center = await CenterUnderTest.StartAsync(
            options => options with { Web = options.Web with { Certificate = folder.File("center.pfx") } }, services => services.AddSingleton<ILoggerProvider>(log), TimeProvider.System);
        (await HealthOfCertificateAsync(center)).IsGood.ShouldBeTrue();

        // Without its key no handshake would succeed: as bad as one that cannot be read.
        using (var bare = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificateFromFile(folder.File("c.pem")))
        {
            foreach (var bad in new[] { "damaged"u8.ToArray(), [], bare.Export(System.Security.Cryptography.X509Certificates.X509ContentType.Pfx) })
            {
                await File.WriteAllBytesAsync(folder.File("center.pfx"), bad);
                (await ShownAsync(center)).ShouldBe("CN=first");
                var told = await HealthOfCertificateAsync(center);
                told.IsGood.ShouldBeFalse();
                told.Text.En.ShouldContain("the former stays");
                told.Text.Zh.ShouldContain("仍用原证书");
            }
        }

        log.Events.Count(id => id == 8005).ShouldBe(3, "once for each change");
        Issue("second");
        (await ShownAsync(center)).ShouldBe("CN=second");
        (await HealthOfCertificateAsync(center)).IsGood.ShouldBeTrue();
    }

    private static Task<HealthReading> HealthOfCertificateAsync(CenterUnderTest center) => center.Store.ReadAsync(
        db => center.Services.GetServices<IHealthPart>().Single(part => part.Name == "certificate").ReadAsync(db, default), default);

    /// <summary>Numbers of the events that were logged.</summary>
    private sealed class ToldLog : ILoggerProvider, ILogger
    {
        public System.Collections.Concurrent.ConcurrentQueue<int> Events { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Events.Enqueue(eventId.Id);

        public void Dispose()
        {
        }
    }

    private static async Task<string> ShownAsync(CenterUnderTest center)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", new Uri(center.Address).Port);
        var shown = "";
        await using var secure = new System.Net.Security.SslStream(socket.GetStream(), false, (_, certificate, _, _) =>
        {
            shown = certificate!.Subject;
            return true;
        });
        await secure.AuthenticateAsClientAsync("localhost");
        return shown;
    }

    /// <summary>As it is written, with nothing tidied up by a client.</summary>
    private static async Task<string> RawAsync(CenterUnderTest center, string request)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", new Uri(center.Address).Port, limit.Token);
        await socket.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request), limit.Token);
        using var reader = new StreamReader(socket.GetStream(), Encoding.UTF8);
        var buffer = new char[64 * 1024];
        var length = 0;
        try
        {
            // To the end, or as much as shows what came.
            int read;
            while (length < buffer.Length && (read = await reader.ReadAsync(buffer.AsMemory(length), limit.Token)) > 0)
            {
                length += read;
            }
        }
        catch (IOException)
        {
            // The server hung up in the middle of what it would not read.
        }

        return new string(buffer, 0, length);
    }
}
