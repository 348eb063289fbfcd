namespace Gateway.Drivers.Modbus.Options;

/// <summary>The four tables of a device. The numbers are the function codes that read them (V1.1b3, 6.1 to 6.4).</summary>
public enum ModbusTable : byte
{
    Coil = 1,
    Discrete = 2,
    Holding = 3,
    Input = 4,
}
