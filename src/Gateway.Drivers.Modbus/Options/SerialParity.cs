namespace Gateway.Drivers.Modbus.Options;

public enum SerialParity
{
    None = 0,
    Even = 1,
    Odd = 2,
}
