using Gateway.Simulators.Encoding;
using Gateway.Simulators.Ledger;
using Gateway.Simulators.Modbus;
using Gateway.Simulators.Signals;

namespace Gateway.Simulators.Scenarios;

/// <summary>One value a device shows: gain x signal + offset + noise, held between min and max.</summary>
/// <param name="Id">Unique in its device; over MQTT the JSON name.</param>
/// <param name="Signal">Null for a constant.</param>
/// <param name="Gain">Factor on the signal.</param>
/// <param name="Offset">Added; the value itself when there is no signal.</param>
/// <param name="Noise">Standard deviation, in the field's unit.</param>
/// <param name="Min">Lowest value shown.</param>
/// <param name="Max">Highest value shown.</param>
/// <param name="Decimals">Digits of the JSON number, 0-9.</param>
/// <param name="Levels">Levels to note in the ledger.</param>
/// <param name="Register">Where it lies in a Modbus unit; null over MQTT.</param>
public sealed record FieldDefinition(
    string Id,
    ISignal? Signal,
    double Gain,
    double Offset,
    double Noise,
    double Min,
    double Max,
    int Decimals,
    LevelLimits? Levels,
    RegisterPlacement? Register);

/// <summary>Where a field lies.</summary>
/// <param name="Table">Which of the four tables.</param>
/// <param name="Address">Zero-based wire address.</param>
/// <param name="Type">Ignored for coils and discretes.</param>
/// <param name="Order">Of multi-register values.</param>
/// <param name="Scale">Engineering units per count, not 0.</param>
/// <param name="IsSequence">The field is the rising uint32, not a value.</param>
/// <param name="Writable">A master may write it; the simulator then leaves it alone.</param>
/// <param name="Bits">Makes the register a status word.</param>
public sealed record RegisterPlacement(
    RegisterTable Table,
    int Address,
    RegisterType Type,
    ByteOrder Order,
    double Scale,
    bool IsSequence,
    bool Writable,
    IReadOnlyList<BitDefinition> Bits);

/// <summary>One bit of a status word: set while a signal, or another field of the unit, is at least so high.</summary>
public sealed record BitDefinition(int Bit, ISignal? Signal, string? Field, double AtLeast);

public sealed record UnitDefinition(byte Unit, string Device, IReadOnlyList<FieldDefinition> Fields);

/// <summary>How a Modbus server is reached.</summary>
public enum ServerTransport
{
    Tcp,
    RtuOverTcp,
    Serial,
    DialIn,
}

/// <param name="Id">Unique; faults name it.</param>
/// <param name="Transport">Dial-in speaks RTU framing.</param>
/// <param name="PortVariable">Name under which its port is written to the ports file.</param>
/// <param name="Units">At least one.</param>
/// <param name="DialIn">Only for dial-in.</param>
/// <param name="Baud">Only for serial.</param>
public sealed record ServerDefinition(
    string Id,
    ServerTransport Transport,
    string PortVariable,
    IReadOnlyList<UnitDefinition> Units,
    DialInOptions DialIn,
    int Baud);

/// <param name="Device">Unique in the scenario.</param>
/// <param name="Topic">Without wildcards.</param>
/// <param name="PeriodMs">Wall milliseconds between messages, 1-3600000.</param>
/// <param name="Qos">0 or 1.</param>
/// <param name="Fields">JSON members after ts and seq.</param>
public sealed record MqttDeviceDefinition(string Device, string Topic, int PeriodMs, int Qos, IReadOnlyList<FieldDefinition> Fields);

/// <summary>Between two scenario seconds a field shows a fixed value, or fixed register contents.</summary>
public sealed record FieldOverride(string Device, string Field, double From, double To, double? Value, int? Raw);
