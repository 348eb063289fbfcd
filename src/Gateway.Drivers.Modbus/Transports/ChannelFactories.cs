using System.Net;
using Gateway.Drivers.Modbus.Client;
using Gateway.Drivers.Modbus.Options;
using Gateway.Drivers.Modbus.Transports.DialIn;
using Gateway.Drivers.Modbus.Transports.Serial;

namespace Gateway.Drivers.Modbus.Transports;

/// <summary>Chooses the transport and the framing of a line.</summary>
public static class ChannelFactories
{
    private const int ModbusTcpPort = 502;

    /// <param name="options">Validated.</param>
    public static IChannelFactory Create(ModbusTransportOptions options, TimeProvider time)
    {
        var limit = TimeSpan.FromMilliseconds(options.ConnectTimeoutMs);
        return options.Kind switch
        {
            TransportKind.Tcp => new TcpChannelFactory(options.Host!, options.Port ?? ModbusTcpPort, limit, time),
            TransportKind.RtuOverTcp => new TcpChannelFactory(options.Host!, options.Port!.Value, limit, time),
            TransportKind.Rtu => new SerialChannelFactory(options),
            TransportKind.DialIn => new DialInChannelFactory(ListenOn(options), RegistrationOf(options), limit, time),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Kind, "Unknown transport."),
        };
    }

    public static ModbusClientOptions ClientOptions(ModbusLineOptions line)
    {
        var transport = line.Transport;
        var mbap = transport.Kind == TransportKind.Tcp || (transport is { Kind: TransportKind.DialIn, Mbap: true });
        var pause = TimeSpan.FromMilliseconds(line.PauseMs);
        var silence = transport.Kind == TransportKind.Rtu ? FrameSilence(transport.Baud) : TimeSpan.Zero;
        return new ModbusClientOptions
        {
            Framing = mbap ? ModbusFraming.Mbap : ModbusFraming.Rtu,
            Timeout = TimeSpan.FromMilliseconds(line.TimeoutMs),
            Pause = pause > silence ? pause : silence,
            InFlight = line.InFlight,
            Heartbeat = BytePattern.TryParse(transport.Heartbeat, out var bytes) ? bytes : null,
        };
    }

    private static IPEndPoint ListenOn(ModbusTransportOptions options) =>
        new(options.Host is null ? IPAddress.Loopback : IPAddress.Parse(options.Host), options.Port!.Value);

    private static byte[] RegistrationOf(ModbusTransportOptions options) =>
        BytePattern.TryParse(options.Registration, out var bytes) ? bytes : throw new ArgumentException("No registration.", nameof(options));

    /// <summary>3.5 characters of 11 bits, at least 1.75 ms (Modbus over serial line V1.02, 2.5.1.1).</summary>
    private static TimeSpan FrameSilence(int baud) => TimeSpan.FromMilliseconds(Math.Max(1.75, 3.5 * 11 * 1000 / baud));
}
