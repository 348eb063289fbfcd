using System.Buffers.Binary;
using Gateway.Drivers.Modbus.Client;
using Gateway.Drivers.Modbus.Framing;
using Gateway.Drivers.Modbus.Transports;
using Gateway.Load.References;
using Gateway.Load.Running;

namespace Gateway.Load.Scenarios;

/// <summary>FC03 of 32 registers from a responder in a process of its own; the reference is a bare async socket loop.</summary>
/// <param name="core">Both ends are pinned to it; -1 for none.</param>
internal sealed class ModbusRead(string name, int connections, int depth, int core) : Scenario
{
    private PeerProgram _responder = null!;

    public override string Name => name;

    public override string What => $"Modbus TCP, {connections} connections with {depth} in flight; reference: bare async socket loop";

    public override string Unit => "requests/s";

    public override int Core => core;

    public override async Task PrepareAsync(CancellationToken cancellation) =>
        _responder = await PeerProgram.StartAsync(ModbusResponder.Name, "--core", core.ToString());

    public override async Task<Measurement> MeasureProductAsync(TimeSpan length, CancellationToken cancellation)
    {
        var clients = new List<ModbusClient>();
        try
        {
            for (var i = 0; i < connections; i++)
            {
                var factory = new TcpChannelFactory("127.0.0.1", _responder.Port, TimeSpan.FromSeconds(5), TimeProvider.System);
                clients.Add(new ModbusClient(await factory.OpenAsync(cancellation), new ModbusClientOptions { InFlight = depth }, TimeProvider.System));
            }

            return await Measurement.RateAsync(() => ReadAllAsync(clients, length));
        }
        finally
        {
            clients.ForEach(c => c.Dispose());
        }
    }

    public override Task<Measurement> MeasureReferenceAsync(TimeSpan length, CancellationToken cancellation) =>
        Measurement.RateAsync(() => BareModbusLoop.RunAsync(_responder.Port, connections, depth, length, cancellation));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_responder is not null)
        {
            await _responder.DisposeAsync();
        }
    }

    private async Task<long> ReadAllAsync(List<ModbusClient> clients, TimeSpan length)
    {
        var start = TimeProvider.System.GetTimestamp();
        var loops = clients.SelectMany(c => Enumerable.Range(0, depth).Select(_ => ReadAsync(c, start, length)));
        return (await Task.WhenAll(loops)).Sum();
    }

    private static async Task<long> ReadAsync(ModbusClient client, long start, TimeSpan length)
    {
        var registers = new byte[BareModbusLoop.Registers * 2];
        var request = new ModbusRequest(1, FunctionCode.ReadHoldingRegisters, 0, BareModbusLoop.Registers);
        var answered = 0L;
        while (TimeProvider.System.GetElapsedTime(start) < length)
        {
            var reply = await client.SendAsync(request, registers);
            if (!reply.IsOk || BinaryPrimitives.ReadUInt16BigEndian(registers.AsSpan(registers.Length - 2)) != BareModbusLoop.Registers - 1)
            {
                throw new InvalidDataException(reply.Describe());
            }

            answered++;
        }

        return answered;
    }
}
