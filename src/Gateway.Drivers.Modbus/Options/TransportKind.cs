namespace Gateway.Drivers.Modbus.Options;

/// <summary>How a line is reached.</summary>
public enum TransportKind
{
    /// <summary>Modbus TCP: we connect, MBAP header.</summary>
    Tcp = 0,

    /// <summary>Modbus RTU on a local serial port.</summary>
    Rtu = 1,

    /// <summary>RTU frames over a TCP connection we open (serial server).</summary>
    RtuOverTcp = 2,

    /// <summary>The device connects to us and says who it is (4G DTU).</summary>
    DialIn = 3,
}
