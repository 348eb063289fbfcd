using Gateway.Load.Center.Edges;
using Gateway.Load.Center.Site;
using Gateway.Load.Center.Watching;
using Gateway.Load.Gateways;
using Gateway.Testing.Peers;

namespace Gateway.Load.Center;

/// <summary>A center with its county, broker, simulated gateways, five open pages and the bare reference; ended together.</summary>
internal sealed class CenterRun : IAsyncDisposable
{
    public const int Edges = 500;
    public const int Points = 40;
    public const string Board = "board";
    private const int OtherPages = 4;
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_longestJoin = TimeSpan.FromSeconds(120);
    private readonly TemporaryFolder _folder;
    private readonly List<BoardPage> _pages = [];

    private CenterRun(TemporaryFolder folder, Broker broker, CenterProgram center, BareSubscriber bare, PublishedWarnings published) =>
        (_folder, Broker, Center, Fleet, Bare, Published) = (folder, broker, center, new EdgeFleet(broker.Port, Points), bare, published);

    public Broker Broker { get; }

    public CenterProgram Center { get; }

    public EdgeFleet Fleet { get; }

    public BareSubscriber Bare { get; }

    public PublishedWarnings Published { get; }

    /// <summary>From the first batch after all gateways had introduced themselves, each with its table, to the receipt of every one.</summary>
    public TimeSpan Joined { get; private set; }

    /// <summary>The page whose delays count comes first.</summary>
    public IReadOnlyList<BoardPage> Pages => _pages;

    /// <summary>Starts all of it and lets it read for a while.</summary>
    /// <param name="postgres">Connection string; null = SQLite.</param>
    /// <param name="edges">Gateways, 5 at the least: the pages watch the first five sites.</param>
    public static async Task<CenterRun> StartAsync(string? postgres, TimeSpan warmUp, CancellationToken cancellation, int edges = Edges)
    {
        var folder = new TemporaryFolder();
        var published = new PublishedWarnings();
        var broker = await Broker.StartAsync(folder);
        var center = await CenterProgram.StartAsync(folder, broker.Port, postgres, cancellation);
        await LoadCounty.MakeAsync(center, edges, cancellation);
        var bare = await BareSubscriber.StartAsync(broker.Port, published, cancellation);
        var run = new CenterRun(folder, broker, center, bare, published);
        try
        {
            await run.Fleet.GrowAsync(edges, cancellation);
            run.Joined = await run.Fleet.WaitForJoinAsync(s_longestJoin, cancellation) ?? throw new InvalidDataException($"Not all gateways were receipted within {s_longestJoin}.");
            await run.OpenPagesAsync(cancellation);
            await Task.Delay(warmUp, TimeProvider.System, cancellation);
            run.Fleet.Receipts.Take();
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    /// <summary>Pages of the first warnings feed; opened anew after a restart of the center.</summary>
    public async Task OpenPagesAsync(CancellationToken cancellation)
    {
        await ClosePagesAsync();
        for (var i = 0; i <= OtherPages; i++)
        {
            var page = await BoardPage.OpenAsync(Center.Live, Center.Cookies, Published, i == 0 ? Board : $"page {i}", cancellation);
            await page.WatchAsync(SimulatedEdge.SiteOf(i));
            _pages.Add(page);
        }
    }

    /// <summary>Stops reading and waits; whoever then misses a receipt has lost something.</summary>
    /// <returns>Gateways without a whole receipt, and warnings the board never showed.</returns>
    public async Task<(int Gateways, int Warnings)> SettleAsync(CancellationToken cancellation)
    {
        Fleet.Rest();
        var behind = await Fleet.WaitForReceiptsAsync(s_longestWait, cancellation);
        for (var wait = 0; wait < 100 && Published.Missing(Board) > 0; wait++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellation);
        }

        return (behind, Published.Missing(Board));
    }

    public async ValueTask DisposeAsync()
    {
        await ClosePagesAsync();
        await Fleet.DisposeAsync();
        await Bare.DisposeAsync();
        await Center.DisposeAsync();
        await Broker.DisposeAsync();
        _folder.Dispose();
    }

    private async Task ClosePagesAsync()
    {
        foreach (var page in _pages)
        {
            await page.DisposeAsync();
        }

        _pages.Clear();
    }
}
