using Gateway.Center.Access;
using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Tests.Support;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Fuzz.Targets.Http;

/// <summary>A real center in this process with a clock of its own, signed in by header, on the database that <c>CENTER_TEST_DATABASE</c> names: as the tests do it.</summary>
internal sealed class FuzzedCenter : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CenterHost _host;

    public FuzzedCenter()
    {
        Options = new CenterOptions
        {
            County = new CountyOptions { Id = "county", Name = new("县", "County") }, Storage = new StorageOptions { Folder = _folder.Path }, Web = new WebOptions { Port = 0 }, Seeds = TestSeeds.Folder,
            Database = TestDatabase.CreateAsync(_folder.Path).GetAwaiter().GetResult(), Drills = new() { Proof = false },
            Access = new AccessOptions { PasswordRounds = 1_000, SignInsPerMinute = 100_000, AnswersPerMinute = 100_000, CallsPerMinute = 10_000_000, EvidencePerMinute = 100_000, ExchangePerMinute = 100_000 },
        };
        _host = new CenterHost(Options, Time, Adjust);
        _host.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
        Client = new HttpClient { BaseAddress = new Uri(_host.Address), Timeout = TimeSpan.FromSeconds(60) };
        HeaderSignIn.Set(Client, new CurrentUser("fuzz", null, CenterRole.Administrator, "/", null));
    }

    public ManualTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero));

    public CenterOptions Options { get; }

    public IServiceProvider Services => _host.Services;

    public HttpClient Client { get; }

    public void Dispose()
    {
        Client.Dispose();
        _host.DisposeAsync().AsTask().GetAwaiter().GetResult();
        TestDatabase.DropAsync(Options.Database).GetAwaiter().GetResult();
        _folder.Dispose();
    }

    private static void Adjust(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Services.AddAuthentication(HeaderSignIn.SchemeName).AddScheme<AuthenticationSchemeOptions, HeaderSignIn>(HeaderSignIn.SchemeName, null);
    }
}
