using Gateway.Center.Calls;
using Gateway.Center.Calls.Answers;
using Gateway.Center.Calls.Channels;
using Gateway.Center.Calls.Engine;
using Gateway.Center.Calls.Plans;
using Gateway.Center.Calls.Sending;
using Gateway.Center.Calls.Texts;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Ingest;
using Gateway.Center.Ledger;
using Gateway.Center.Live;
using Gateway.Center.Tests.Support;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Center.Tests.Calls.Support;

/// <summary>The calling on a clock of its own, driven by hand: nothing runs between two lines of a test.</summary>
internal sealed class CallBench : IAsyncDisposable
{
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(5);
    private readonly TemporaryFolder _folder;
    private readonly CenterOptions _options;
    private readonly FakeChannel[] _channels;
    private readonly IEdgeCommands[] _commands;
    private CallDuty _duty = null!;
    private CallChannels _configured = null!;

    private CallBench(CallOptions calls, TemporaryFolder folder, DatabaseOptions database, FakeChannel[] channels, IEdgeCommands[] commands)
    {
        (_folder, _channels, _commands) = (folder, channels, commands);
        _options = new CenterOptions
        {
            County = new CountyOptions { Id = "county", Name = new("演示县", "Demonstration county") }, Storage = new StorageOptions { Folder = _folder.Path },
            Database = database, Seeds = TestSeeds.Folder, Calls = calls,
        };
        Assemble();
    }

    /// <summary>Monday 2 March 2026, 09:00 in China.</summary>
    public ManualTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));

    public CenterStore Store { get; private set; } = null!;

    public CallEngine Engine { get; private set; } = null!;

    public CallSender Sender { get; private set; } = null!;

    public AnswerService Answers { get; private set; } = null!;

    public CallObserver Observer { get; private set; } = null!;

    public static async Task<CallBench> StartAsync(CallOptions? calls = null, FakeChannel[]? channels = null, IEdgeCommands[]? commands = null)
    {
        var folder = new TemporaryFolder();
        var bench = new CallBench(
            calls ?? new CallOptions(), folder, await TestDatabase.CreateAsync(folder.Path), channels ?? [new FakeChannel("sms"), new FakeChannel("voice"), new FakeChannel("email")], commands ?? []);
        await new CenterDbFactory(bench._options.Database, bench._folder.Path).MigrateAsync(CancellationToken.None);
        await bench.Store.AddCountyAsync();
        return bench;
    }

    /// <summary>What a new process finds: the same database, nothing in memory.</summary>
    public async Task RestartAsync()
    {
        Store.Dispose();
        _configured.Dispose();
        Assemble();
        await Sender.RecoverAsync(CancellationToken.None);
    }

    public Task OpenAsync(string id, WarningTier tier, bool isDrill = false) => Store.WriteAsync(
        async work =>
        {
            var incident = CountyBuilder.Incident(id, tier, work.Now, isDrill: isDrill);
            work.Db.Add(incident);
            await Observer.ChangedAsync(work, incident, IncidentChange.Opened);
        },
        CancellationToken.None);

    public Task ChangeAsync(string id, IncidentChange change, Action<Incident> set) => Store.WriteAsync(
        async work =>
        {
            var incident = (await work.Db.FindAsync<Incident>(id))!;
            set(incident);
            await Observer.ChangedAsync(work, incident, change);
        },
        CancellationToken.None);

    public async Task<bool> AnswerAsync(string leg, string answer = "received") =>
        await Store.WriteAsync(work => Answers.GiveAsync(work, leg, one => new GivenAnswer(answer, "console", one.PersonId ?? "@desk", null)), CancellationToken.None);

    /// <summary>Lets time pass, doing at each tick what is due then.</summary>
    public async Task PassAsync(TimeSpan by, TimeSpan? tick = null)
    {
        await WorkAsync();
        for (var end = Time.GetUtcNow() + by; Time.GetUtcNow() < end;)
        {
            Time.Advance(tick ?? s_tick);
            await WorkAsync();
        }
    }

    public async Task WorkAsync()
    {
        await _duty.RunAsync(Time.GetUtcNow(), CancellationToken.None);
        foreach (var channel in _configured.All)
        {
            while (await Sender.SendNextAsync(channel, Time.GetUtcNow(), CancellationToken.None))
            {
                // Until the queue of the channel is empty.
            }
        }
    }

    public Task<Call> CallAsync(string incident) => Store.ReadAsync(db => db.Set<Call>().SingleAsync(call => call.IncidentId == incident), CancellationToken.None);

    public Task<List<CallLeg>> LegsAsync(string incident) => Store.ReadAsync(
        db => db.Set<CallLeg>().Where(leg => leg.CallId == Call.IdOf(incident)).OrderBy(leg => leg.QueuedAt).ThenBy(leg => leg.StepNumber).ToListAsync(), CancellationToken.None);

    public Task<List<string>> FactsAsync(string incident) => Store.ReadAsync(
        db => db.Set<LedgerEntry>().Where(entry => entry.Subject == incident).OrderBy(entry => entry.Sequence).Select(entry => entry.Kind).ToListAsync(), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Store.Dispose();
        _configured.Dispose();
        await TestDatabase.DropAsync(_options.Database);
        _folder.Dispose();
    }

    private void Assemble()
    {
        Store = new CenterStore(new CenterDbFactory(_options.Database, _folder.Path), new CenterChanges(NullLogger<CenterChanges>.Instance), Time);
        _configured = new CallChannels(_options.Calls, _channels, Time);
        Engine = new CallEngine(_options, new CallPlans(_options.Calls, _options.Seeds), new LegMaker(_options.Calls, _configured, _commands));
        Sender = new CallSender(_options, Store, Engine, _configured, new CallTexts(_options, new SeedTexts(_options.Seeds)));
        Answers = new AnswerService(Store, Engine, Time);
        Observer = new CallObserver(Engine, new HttpContextAccessor(), NullLogger<CallObserver>.Instance);
        _duty = new CallDuty(Store, Engine, NullLogger<CallDuty>.Instance);
    }
}
