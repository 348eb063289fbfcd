using Gateway.Drivers.Modbus.Client;
using Gateway.Drivers.Modbus.Framing;
using Gateway.Drivers.Modbus.Options;

namespace Gateway.Drivers.Modbus.Outputs;

/// <summary>The only place that writes: knows the sounders and beacons of the configuration and refuses everything else.</summary>
public sealed class OutputWriter
{
    private const int Attempts = 3;
    private readonly Dictionary<string, (ModbusRequest On, ModbusRequest Off)> _outputs = new(StringComparer.Ordinal);

    /// <param name="line">Validated.</param>
    public OutputWriter(ModbusLineOptions line)
    {
        foreach (var output in line.Outputs.Where(o => o.Kind is OutputKind.Sounder or OutputKind.Beacon))
        {
            var device = line.Devices.First(d => d.Id == output.Device);
            _outputs[output.Id] = (RequestOf(output, device, on: true), RequestOf(output, device, on: false));
        }
    }

    /// <summary>True when the device confirmed. False when the output is not one of this line's, or after three attempts in vain.</summary>
    /// <param name="client">The open connection; null = none.</param>
    public async ValueTask<bool> WriteAsync(ModbusClient? client, string outputId, bool on, CancellationToken cancellation)
    {
        if (client is null || !_outputs.TryGetValue(outputId, out var requests))
        {
            return false;
        }

        for (var attempt = 0; attempt < Attempts && !cancellation.IsCancellationRequested && !client.IsClosed; attempt++)
        {
            var reply = await client.SendAsync(on ? requests.On : requests.Off, default);
            if (reply.IsOk)
            {
                return true;
            }
        }

        return false;
    }

    public bool Knows(string outputId) => _outputs.ContainsKey(outputId);

    private static ModbusRequest RequestOf(ModbusOutputOptions output, ModbusDeviceOptions device, bool on)
    {
        var address = (ushort)((output.Coil ?? output.Register)!.Value - (device.AddressBase ?? 0));
        var function = (output.Coil, output.Multiple) switch
        {
            (not null, false) => FunctionCode.WriteSingleCoil,
            (not null, true) => FunctionCode.WriteMultipleCoils,
            (null, false) => FunctionCode.WriteSingleRegister,
            _ => FunctionCode.WriteMultipleRegisters,
        };
        var value = output.Coil is not null ? (on ? 1 : 0) : (on ? output.OnValue : output.OffValue);
        return new ModbusRequest((byte)device.Unit, function, address, 1, (ushort)value);
    }
}
