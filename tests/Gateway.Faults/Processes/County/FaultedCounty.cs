using System.Collections.Concurrent;
using Gateway.Faults.Judging;
using Gateway.Faults.Processes.Net;
using Gateway.Testing.Link.County;
using Gateway.Testing.Link.Programs;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;

namespace Gateway.Faults.Processes.County;

/// <summary>
/// A site and its center as processes, every line between two of them through a proxy of the harness: devices, source and broker of the sensors, gateway,
/// broker of the link, center, and on demand PostgreSQL and InfluxDB. It serves many runs, one after the other.
/// </summary>
internal sealed class FaultedCounty : IAsyncDisposable
{
    /// <summary>Patience in the configuration of the programs, so that a dead line is given up within seconds.</summary>
    private const string Impatient = "\"keepAliveS\": 5, \"timeoutMs\": 3000";

    /// <summary>After so long without a receipt the gateway's alarm, after so long without a sign of life the center's.</summary>
    public const int SilentAfterS = 10;

    /// <inheritdoc cref="SilentAfterS"/>
    public const int SilentYellowS = 12;

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<string> _notes = new();
    private readonly List<FaultyProxy> _lines = [];
    private ModbusLoad _devices = null!;
    private int _forgotten;

    private FaultedCounty(CountyKind kind) => Kind = kind;

    public CountyKind Kind { get; }

    public LinkBroker SensorBroker { get; private set; } = null!;

    public LinkBroker LinkBroker { get; private set; } = null!;

    public CenterStores Stores { get; private set; } = CenterStores.Embedded;

    public LinkedGateway Gateway { get; private set; } = null!;

    public CenterProcess Center { get; private set; } = null!;

    public NumberedSource Source { get; private set; } = null!;

    public IReadOnlyList<FaultyProxy> Lines => _lines;

    public FaultyProxy LineToBroker { get; private set; } = null!;

    public FaultyProxy LineToCenter { get; private set; } = null!;

    /// <summary>Who judges now; null between two runs.</summary>
    public Obligations? Judge { get; set; }

    /// <summary>The broker of the link accepts, acknowledges and forgets.</summary>
    public bool Forgets { get; set; }

    /// <summary>Messages it forgot so far.</summary>
    public int Forgotten => _forgotten;

    /// <summary>The defect put in on purpose; null = none.</summary>
    public string? Plant { get; set; }

    /// <summary>File that moves the clock of the gateway, of the center; empty without faked clocks.</summary>
    public string GatewayClock => Kind.HasFakedClocks ? _folder.File("gateway.clock") : "";

    /// <inheritdoc cref="GatewayClock"/>
    public string CenterClock => Kind.HasFakedClocks ? _folder.File("center.clock") : "";

    /// <summary>Hosts file in which the gateway finds the broker of the link.</summary>
    public string HostsFile => _folder.File("hosts");

    /// <summary>Keeps what a strike saw for the report of the run.</summary>
    public void Note(string seen) => _notes.Enqueue(seen);

    /// <summary>The notes since the last call.</summary>
    public IReadOnlyList<string> TakeNotes()
    {
        List<string> notes = [];
        while (_notes.TryDequeue(out var note))
        {
            notes.Add(note);
        }

        return notes;
    }

    public static async Task<FaultedCounty> StartedAsync(CountyKind kind)
    {
        var county = new FaultedCounty(kind);
        try
        {
            await county.StartAsync();
            return county;
        }
        catch
        {
            await county.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // A part that never started is null.
        foreach (var part in new IAsyncDisposable?[] { Source, Gateway, Center, SensorBroker, LinkBroker, _devices, Stores }.OfType<IAsyncDisposable>())
        {
            await part.DisposeAsync();
        }

        foreach (var line in _lines)
        {
            await line.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task StartAsync()
    {
        SensorBroker = await LinkBroker.StartedAsync();
        LinkBroker = await LinkBroker.StartedAsync();
        _devices = await ModbusLoad.StartAsync(_folder, 2, 8);
        if (Kind.HasServers)
        {
            Stores = await CenterStores.ServersAsync(durable: true, port => Through(port == Stores.Postgres?.Port ? "center-postgres" : "center-influx", port));
        }

        LineToCenter = Line("broker-center", LinkBroker.Port);
        Center = await CenterProcess.StartedAsync(LineToCenter.Port, Impatient, Stores, variables: Variables(CenterClock), sets: [$"link.silentYellowS={SilentYellowS}"]);
        LineToBroker = Line("gateway-broker", LinkBroker.Port, () => new LinkTap(() => Forgets, () => Plant == ProcessPlants.ReceiptTooEarly, () => Interlocked.Increment(ref _forgotten)));
        var sensors = Line("source-gateway", SensorBroker.Port, () => new SourceTap(() => Judge, () => Plant == ProcessPlants.AcknowledgedTooEarly));
        await File.WriteAllTextAsync(HostsFile, $"127.0.0.1 {CountyKind.BrokerName}\n");
        Gateway = new LinkedGateway(
            LineToBroker.Port, sensors.Port, "edge-1", [.. _devices.Ports.Select((port, device) => Line($"device{device}-gateway", port).Port)],
            identity: Impatient, uplink: $"\"silentAfter\": \"{SilentAfterS}s\",", sections: await InfluxAsync(), sensors: Impatient, linkHost: Kind.HasNames ? CountyKind.BrokerName : "127.0.0.1")
        {
            Variables = Variables(GatewayClock),
        };
        await SensorBroker.KeepForAsync(Gateway.SensorClient, $"{Gateway.Edge}/#");
        Source = new NumberedSource(SensorBroker.Port, Gateway.NumbersTopic);
        await Gateway.StartAsync();
        await Source.SayAsync(Gateway.GasTopic, """{"lel":5}""");
        await Eventually.TrueAsync(
            async () => (await Gateway.Process.GetAsync("/api/v1/health"))["uplink"]?["lastReceipt"] is not null, 60,
            () => $"the center confirms something.\nGateway:\n{Gateway.Process.Output}\nCenter:\n{Center.Output}");
    }

    private async Task<string> InfluxAsync()
    {
        if (Stores.Influx is not { } influx)
        {
            return "";
        }

        await influx.CreateDatabaseAsync("edge");
        return $$"""
            "influx": { "url": "http://127.0.0.1:{{Line("gateway-influx", influx.Port).Port}}", "database": "edge", "timeoutMs": 4000 },
            """;
    }

    private int Through(string name, int port) => (_lines.FirstOrDefault(line => line.Name == name) ?? Line(name, port)).Port;

    private FaultyProxy Line(string name, int port, Func<IWireTap>? tap = null)
    {
        var line = new FaultyProxy(name, port, tap);
        _lines.Add(line);
        return line;
    }

    private List<string> Variables(string clock)
    {
        List<string> preloads = [];
        List<string> variables = [];
        if (Kind.HasFakedClocks)
        {
            FakedClock.Set(clock, TimeSpan.Zero);
            preloads.Add(FakedClock.Library);
            variables.AddRange(FakedClock.Variables(clock));
        }

        if (Kind.HasNames && clock == GatewayClock)
        {
            preloads.Add("libnss_wrapper.so");
            variables.Add($"NSS_WRAPPER_HOSTS={HostsFile}");
        }

        return preloads.Count == 0 ? [] : [$"LD_PRELOAD={string.Join(':', preloads)}", .. variables];
    }
}
