namespace Gateway.Simulators.Modbus;

/// <summary>The four tables of a Modbus device.</summary>
public enum RegisterTable
{
    Coil,
    Discrete,
    Input,
    Holding,
}
