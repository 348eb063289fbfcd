namespace Gateway.Drivers.Modbus.Options;

/// <summary>How a line is reached: only the members of its <see cref="Kind"/> may be set.</summary>
public sealed record ModbusTransportOptions
{
    public TransportKind Kind { get; init; }

    /// <summary>tcp, rtuOverTcp: name or address of the device. dialIn: local address to listen on, default 127.0.0.1.</summary>
    public string? Host { get; init; }

    /// <summary>tcp, rtuOverTcp: 1..65535, default 502 for tcp. dialIn: port to listen on; several lines may share one.</summary>
    public int? Port { get; init; }

    /// <summary>rtu: path of the port; prefer a name under /dev/serial/by-id or by-path, which survives a restart.</summary>
    public string? SerialPort { get; init; }

    /// <summary>rtu: 1200..921600 bits/s, a standard rate. Default 9600.</summary>
    public int Baud { get; init; } = 9600;

    /// <summary>rtu: default even, as Modbus over serial line V1.02 clause 2.5.1 asks.</summary>
    public SerialParity Parity { get; init; } = SerialParity.Even;

    /// <summary>rtu: 1 or 2; null = 1 with parity and 2 without, as Modbus over serial line V1.02 clause 2.5.1 asks.</summary>
    public int? StopBits { get; init; }

    /// <summary>rtu: let the kernel switch the direction of an RS-485 driver with RTS (TIOCSRS485). Default off: most adapters do it themselves.</summary>
    public bool Rs485 { get; init; }

    /// <summary>dialIn: what the device sends first, as text or as <c>hex:AA BB</c>. Required, 1..128 bytes, unique on its port.</summary>
    public string? Registration { get; init; }

    /// <summary>dialIn: bytes the device sends now and then to keep its link, as text or hex; dropped. Null = none.</summary>
    public string? Heartbeat { get; init; }

    /// <summary>dialIn: frames on the accepted connection have an MBAP header instead of RTU framing. Default false.</summary>
    public bool Mbap { get; init; }

    /// <summary>Milliseconds a connection attempt may take, 100..60000. Default 3000.</summary>
    public int ConnectTimeoutMs { get; init; } = 3000;
}
