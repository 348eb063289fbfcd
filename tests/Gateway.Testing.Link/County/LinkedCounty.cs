using Gateway.Testing.Link.Programs;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;

namespace Gateway.Testing.Link.County;

/// <summary>A center, its broker, and beside it the sensors of the site: a broker of their own, numbered messages, Modbus devices.</summary>
internal sealed class LinkedCounty : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<IAsyncDisposable> _parts = [];
    private readonly Dictionary<string, (NumberedPublisher Publisher, CancellationTokenSource Enough, Task Sending)> _loads = new(StringComparer.Ordinal);
    private ModbusLoad? _devices;

    private LinkedCounty(LinkBroker link, CenterStores stores) => (Link, Stores) = (link, stores);

    public LinkBroker Link { get; }

    public CenterStores Stores { get; }

    public Broker Sensors { get; private set; } = null!;

    public CenterProcess Center { get; private set; } = null!;

    public DateTimeOffset Began { get; } = TimeProvider.System.GetUtcNow();

    public static async Task<LinkedCounty> StartedAsync(CenterStores stores, bool brokerKeeps = true)
    {
        var county = new LinkedCounty(await LinkBroker.StartedAsync(brokerKeeps), stores);
        try
        {
            county.Sensors = await Broker.StartAsync(county._folder);
            county.Center = await CenterProcess.StartedAsync(county.Link, stores);
            return county;
        }
        catch
        {
            await county.DisposeAsync();
            throw;
        }
    }

    /// <summary>Modbus devices of which each goes red every other second.</summary>
    public async Task<IReadOnlyList<int>> DevicesAsync(int count)
    {
        _devices = await ModbusLoad.StartAsync(_folder, count, 8);
        return _devices.Ports;
    }

    /// <summary>A running gateway that gets numbered messages; the sensors' broker keeps them while it is down.</summary>
    public async Task<LinkedGateway> GatewayAsync(string edge, int perSecond, IReadOnlyList<int>? modbus = null, int backlogRate = 5_000)
    {
        var gateway = new LinkedGateway(Link.Port, Sensors.Port, edge, modbus, backlogRate);
        _parts.Add(gateway);
        await StartAsync(gateway, perSecond);
        await CenterHasAsync(gateway, 1);
        return gateway;
    }

    /// <summary>A gateway that does not run yet.</summary>
    /// <param name="points">More points of its configuration, each with a comma behind.</param>
    public LinkedGateway Prepare(string edge, string points, int backlogRate)
    {
        var gateway = new LinkedGateway(Link.Port, Sensors.Port, edge, null, backlogRate, points);
        _parts.Add(gateway);
        return gateway;
    }

    public async Task StartAsync(LinkedGateway gateway, int perSecond)
    {
        await Sensors.KeepForAsync(gateway.SensorClient, $"{gateway.Edge}/#");
        var (publisher, enough) = (new NumberedPublisher(Sensors.Port, gateway.NumbersTopic, perSecond), new CancellationTokenSource());
        _loads[gateway.Edge] = (publisher, enough, publisher.RunAsync(enough.Token));
        await gateway.StartAsync();
    }

    /// <summary>Numbers sent to a gateway so far.</summary>
    public long SentBy(LinkedGateway gateway) => _loads[gateway.Edge].Publisher.Sent;

    /// <summary>Waits until the center shows a number of a gateway at least this high beyond what it had.</summary>
    public async Task CenterHasAsync(LinkedGateway gateway, double number)
    {
        var value = double.NaN;
        await Eventually.TrueAsync(
            async () => (value = await LiveNumberAsync(gateway)) >= number, 120,
            () => $"the center shows {value} of {gateway.Edge}, not {number} or more.\nCenter:\n{Center.Output}\nGateway:\n{gateway.Process.Output}");
    }

    /// <summary>The newest number of the gateway that the center's history has; NaN before the first.</summary>
    public async Task<double> LiveNumberAsync(LinkedGateway gateway)
    {
        try
        {
            var now = TimeProvider.System.GetUtcNow();
            var all = await Center.Api.HistoryAsync(LinkedGateway.Site, gateway.Numbers, now.AddSeconds(-30), now.AddDays(1));
            return all.Count == 0 ? double.NaN : all.Max(reading => reading.Value);
        }
        catch (HttpRequestException)
        {
            // Not known yet, or the center is just starting.
            return double.NaN;
        }
    }

    public async Task GasAsync(LinkedGateway gateway, double lel)
    {
        var (code, output) = await PeerProcess.RunAsync(
            "mosquitto_pub", "-p", $"{Sensors.Port}", "-q", "1", "-t", gateway.GasTopic, "-m", $$"""{"lel":{{lel}}}""");
        code.ShouldBe(0, output);
    }

    /// <summary>Ends the sensors and waits until the gateway's whole log is confirmed; then the gateway is killed and its log read.</summary>
    public async Task<GatewayLog> SettledAsync(LinkedGateway gateway)
    {
        await EndLoadsAsync();
        await gateway.DrainedAsync();
        var head = (await GatewayLog.ReadAsync(gateway)).Readings[^1].Sequence;
        await Eventually.TrueAsync(
            async () => (await gateway.Process.GetAsync("/api/v1/health"))["uplink"]!["readingsReceipted"]!.GetValue<long>() >= head,
            60, () => $"the center confirms everything up to {head}; center:\n{Center.Output}");
        await gateway.KillAsync();
        return await GatewayLog.ReadAsync(gateway);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (publisher, enough, _) in _loads.Values)
        {
            await enough.CancelAsync();
            publisher.Dispose();
            enough.Dispose();
        }

        // A part that never started is null.
        foreach (var part in _parts.Concat(new IAsyncDisposable?[] { Center, Sensors, Link, _devices }).OfType<IAsyncDisposable>())
        {
            await part.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task EndLoadsAsync()
    {
        foreach (var (_, enough, sending) in _loads.Values)
        {
            await enough.CancelAsync();
            await sending;
        }
    }
}
