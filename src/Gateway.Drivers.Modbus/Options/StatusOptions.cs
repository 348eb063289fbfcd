namespace Gateway.Drivers.Modbus.Options;

/// <summary>The status of a detector channel: another point, or a register (or bit table) of the same device.</summary>
public sealed record StatusOptions
{
    /// <summary>Id of another point of the same device whose registers hold the status word; then table and address are not given.</summary>
    public string? Point { get; init; }

    public ModbusTable Table { get; init; } = ModbusTable.Holding;

    /// <summary>Address of the status word in the device's address base; for coils and discrete inputs that of bit 0.</summary>
    public int? Address { get; init; }

    /// <summary>
    /// Which bit (0..15) means what: <c>alarm1</c>, <c>alarm2</c>, <c>fault</c>, <c>inhibit</c>, <c>warmUp</c>,
    /// <c>overRange</c>, <c>communicationLost</c>.
    /// </summary>
    public IReadOnlyDictionary<string, int> Bits { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>For a status that is a code instead of bits: the same names to the codes (0..65535) that mean them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>> Codes { get; init; } = new Dictionary<string, IReadOnlyList<int>>(StringComparer.Ordinal);
}
