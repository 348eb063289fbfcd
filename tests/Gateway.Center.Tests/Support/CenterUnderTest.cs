using Gateway.Center.Access;
using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Gateway.Storage.InfluxDb;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Center.Tests.Support;

/// <summary>
/// A whole center on a free loopback port with a clock of its own. The database is the one <c>CENTER_TEST_DATABASE</c> names: <c>sqlite</c> (default) or
/// <c>postgres</c>, a real server the tests start; the history that of <see cref="TestHistory"/>. The same tests run on all.
/// </summary>
internal sealed class CenterUnderTest : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly List<HttpClient> _clients = [];
    private readonly CenterHost _host;

    private CenterUnderTest(
        TemporaryFolder folder, DatabaseOptions database, InfluxOptions? influx, Func<CenterOptions, CenterOptions>? change, Action<IServiceCollection>? services, TimeProvider? time, bool realSignIn)
    {
        _folder = folder;
        Time = new ManualTimeProvider(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero));
        var options = new CenterOptions
        {
            County = new CountyOptions { Id = "county", Name = new("演示县", "Demonstration county") },
            Storage = new StorageOptions { Folder = _folder.Path },
            Database = database,
            Web = new WebOptions { Port = 0 },
            Seeds = TestSeeds.Folder,
            // The weekly proof would put an incident of its own among those of a test that lets a Monday pass.
            Drills = new() { Proof = false },

            // Many sign-ins from one address in no time; the limits themselves are tested with their own.
            Access = new AccessOptions { PasswordRounds = 1_000, SignInsPerMinute = 100_000, AnswersPerMinute = 100_000, CallsPerMinute = 1_000_000, EvidencePerMinute = 100_000, ExchangePerMinute = 100_000 },
        };
        Options = TestHistory.Into(change?.Invoke(options) ?? options, influx);
        _host = new CenterHost(Options, time ?? Time, builder => Adjust(builder, services, realSignIn));
    }

    /// <summary>Monday 2 March 2026, 08:00 in China, until a test moves it.</summary>
    public ManualTimeProvider Time { get; }

    public CenterOptions Options { get; }

    public IServiceProvider Services => _host.Services;

    public CenterStore Store => Services.GetRequiredService<CenterStore>();

    public string Address => _host.Address;

    /// <param name="time">Instead of <see cref="Time"/>.</param>
    /// <param name="realSignIn">Only who has signed in is known; <see cref="SignedInAs"/> does not work then.</param>
    public static async Task<CenterUnderTest> StartAsync(
        Func<CenterOptions, CenterOptions>? change = null, Action<IServiceCollection>? services = null, TimeProvider? time = null, bool realSignIn = false)
    {
        var folder = new TemporaryFolder();
        var center = new CenterUnderTest(folder, await TestDatabase.CreateAsync(folder.Path), await TestHistory.CreateAsync(), change, services, time, realSignIn);
        await center._host.StartAsync(CancellationToken.None);

        // No first run of a duty falls between two lines of a test, and each hears the clock from now on.
        await Eventually.TrueAsync(() => center.Services.GetRequiredService<DutyScheduler>().HaveRun, 60);
        return center;
    }

    /// <summary>A client signed in as somebody of a role who sees a scope; <c>/</c> = all.</summary>
    public HttpClient SignedInAs(CenterRole role, string scope = "/", string? person = null, string? industry = null, string? account = null)
    {
        var client = Anonymous();
        HeaderSignIn.Set(client, new CurrentUser(account ?? $"test-{role}", person, role, scope, industry));
        return client;
    }

    public HttpClient Anonymous()
    {
        var client = new HttpClient { BaseAddress = new Uri(Address) };
        _clients.Add(client);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _host.DisposeAsync();
        await TestDatabase.DropAsync(Options.Database);
        _folder.Dispose();
    }

    private static void Adjust(WebApplicationBuilder builder, Action<IServiceCollection>? services, bool realSignIn)
    {
        builder.Logging.ClearProviders();
        if (!realSignIn)
        {
            builder.Services.AddAuthentication(HeaderSignIn.SchemeName)
                .AddScheme<AuthenticationSchemeOptions, HeaderSignIn>(HeaderSignIn.SchemeName, null);
        }

        services?.Invoke(builder.Services);
    }
}
