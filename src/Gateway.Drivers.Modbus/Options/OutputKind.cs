namespace Gateway.Drivers.Modbus.Options;

public enum OutputKind
{
    Sounder = 0,
    Beacon = 1,
}
