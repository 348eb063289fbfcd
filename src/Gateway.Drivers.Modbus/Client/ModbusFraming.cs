namespace Gateway.Drivers.Modbus.Client;

public enum ModbusFraming
{
    /// <summary>Modbus TCP header.</summary>
    Mbap = 0,

    /// <summary>Unit, PDU, CRC; on a serial port or through a TCP connection.</summary>
    Rtu = 1,
}
