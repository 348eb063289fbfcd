using Gateway.Simulators.Faults;
using Gateway.Simulators.Ledger;
using Gateway.Simulators.Modbus;
using Gateway.Simulators.Mqtt;
using Gateway.Simulators.Scenarios;

namespace Gateway.Simulators.Hosting;

/// <summary>Runs a scenario: Modbus servers, MQTT publishers, the clock of the story. All members are thread-safe.</summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private readonly Scenario _scenario;
    private readonly SimulatorOptions _options;
    private readonly TimeProvider _time;
    private readonly ServerSet _servers = new();
    private readonly List<ModbusDevice> _modbus = [];
    private readonly List<MqttDevice> _mqtt = [];
    private readonly long _started;
    private MqttPublisher? _publisher;
    private ITimer? _ticking;
    private int _busy;
    private bool _stopped;

    private SimulatorHost(Scenario scenario, SimulatorOptions options, TimeProvider time)
    {
        (_scenario, _options, _time) = (scenario, options, time);
        Ledger = new SentLedger(time);
        Faults = new FaultTimetable(options.Seed ?? scenario.Seed);
        foreach (var (from, to, fault) in scenario.Faults)
        {
            Faults.Schedule(from, to, fault);
        }

        _started = time.GetTimestamp();
    }

    /// <summary>TCP port by server id.</summary>
    public IReadOnlyDictionary<string, int> Endpoints => _servers.Ports;

    /// <summary>TCP port by the name the scenario gives it.</summary>
    public IReadOnlyDictionary<string, int> PortVariables => _servers.PortVariables;

    public SentLedger Ledger { get; }

    public FaultTimetable Faults { get; }

    /// <summary>Null without a broker.</summary>
    public MqttPublisher? Publisher => _publisher;

    /// <summary>Seconds since the start, times the speed.</summary>
    public double ScenarioSeconds => _time.GetElapsedTime(_started).TotalSeconds * _options.Speed;

    /// <summary>Requests all servers received.</summary>
    public long Requests => _servers.Requests;

    /// <summary>Starts everything; the first values are in place when it returns.</summary>
    /// <exception cref="ScenarioException">A serial path or dial-in target is missing.</exception>
    public static Task<SimulatorHost> StartAsync(Scenario scenario, SimulatorOptions options, TimeProvider time)
    {
        ServerSet.CheckTargets(scenario, options);
        var host = new SimulatorHost(scenario, options, time);
        host.Build();
        host.Tick();
        host._servers.Start(scenario, options);
        var tick = TimeSpan.FromMilliseconds(scenario.TickMs);
        host._ticking = time.CreateTimer(_ => host.TickUnlessBusy(), null, tick, tick);
        return Task.FromResult(host);
    }

    /// <summary>The memory of a Modbus device, for instance to see whether its sounder was switched on.</summary>
    public ModbusUnit Unit(string device) =>
        _modbus.Find(d => d.Name == device)?.Unit ?? throw new ArgumentException($"There is no Modbus device '{device}'.", nameof(device));

    /// <summary>Fixes a field from now on; null lets it follow the story again. In force at once on Modbus, with the next message on MQTT.</summary>
    public void SetValue(string device, string field, double? value)
    {
        var state = _modbus.Find(d => d.Name == device)?.Field(field) ?? _mqtt.Find(d => d.Name == device)?.Field(field)
            ?? throw new ArgumentException($"There is no field '{device}.{field}'.", nameof(field));
        state.Manual = value;
        var (story, scenario) = Now();
        _modbus.Find(d => d.Name == device)?.Update(story, scenario);
    }

    /// <summary>Ends the story: no further messages, waits for the broker's acknowledgements (at most 3 s), then closes the servers.</summary>
    public async Task StopAsync()
    {
        if (_stopped)
        {
            return;
        }

        _stopped = true;
        if (_ticking is not null)
        {
            await _ticking.DisposeAsync();
        }

        if (_publisher is not null)
        {
            await _publisher.DrainAsync(TimeSpan.FromSeconds(3));
            await _publisher.DisposeAsync();
        }

        await _servers.DisposeAsync();
    }

    public ValueTask DisposeAsync() => new(StopAsync());

    private void Build()
    {
        var seed = _options.Seed ?? _scenario.Seed;
        Func<FieldDefinition, FieldState> StateOf(string device) =>
            field => new FieldState(field, device, seed, _scenario.TickMs, _scenario.Overrides);
        foreach (var server in _scenario.Servers)
        {
            var context = _servers.Add(server, Faults, _time);
            foreach (var unit in server.Units)
            {
                var device = new ModbusDevice(unit, StateOf(unit.Device), Ledger);
                context.Add(device.Unit, device.Name, sequence => device.Sent.Doubtful(sequence));
                _modbus.Add(device);
            }
        }

        if (_options.BrokerHost is { } broker && _scenario.MqttDevices.Count > 0)
        {
            _mqtt.AddRange(_scenario.MqttDevices.Select(d => new MqttDevice(d, StateOf(d.Device), Ledger, Faults, _time)));
            _publisher = new MqttPublisher(
                new MqttPublisherOptions(broker, _options.BrokerPort, _scenario.MqttClientId, _options.BrokerUser, _options.BrokerPassword), _time);
        }
    }

    /// <summary>A tick that comes while the last one still runs is left out.</summary>
    private void TickUnlessBusy()
    {
        if (Interlocked.Exchange(ref _busy, 1) == 0)
        {
            Tick();
            Volatile.Write(ref _busy, 0);
        }
    }

    private void Tick()
    {
        var (story, scenario) = Now();
        Faults.MoveTo(story);
        foreach (var device in _modbus)
        {
            device.Update(story, scenario);
        }

        foreach (var device in _mqtt)
        {
            device.Update(story, scenario);
            device.PublishWhenDue(_time.GetElapsedTime(_started), _publisher!);
        }
    }

    private (double Story, double Scenario) Now()
    {
        var scenario = ScenarioSeconds;
        return (_scenario.RepeatSeconds > 0 ? scenario % _scenario.RepeatSeconds : scenario, scenario);
    }
}
