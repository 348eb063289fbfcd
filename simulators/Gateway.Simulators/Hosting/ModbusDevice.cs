using Gateway.Simulators.Encoding;
using Gateway.Simulators.Ledger;
using Gateway.Simulators.Modbus;
using Gateway.Simulators.Scenarios;

namespace Gateway.Simulators.Hosting;

/// <summary>Puts the values of a device into the memory of its unit and notes in the ledger what went out.</summary>
internal sealed class ModbusDevice
{
    private readonly FieldState[] _fields;
    private readonly SentLedger _ledger;
    private readonly List<(RegisterPlacement Place, LevelChange Change)> _pending = [];
    private readonly ushort[] _encoded = new ushort[4];

    public ModbusDevice(UnitDefinition definition, Func<FieldDefinition, FieldState> state, SentLedger ledger)
    {
        (Name, _ledger) = (definition.Device, ledger);
        _fields = [.. definition.Fields.Select(state)];
        Unit = Sized(definition);
        Sent = ledger.Device(Name, "modbus");
        Unit.Served = Served;
        Unit.Writable = definition.Fields.Any(f => f.Register!.Writable);
        if (definition.Fields.FirstOrDefault(f => f.Register!.IsSequence)?.Register is { } place)
        {
            Unit.PlaceSequence(place.Table, place.Address, place.Order);
        }
    }

    public string Name { get; }

    public ModbusUnit Unit { get; }

    public DeviceLedger Sent { get; }

    public FieldState? Field(string id) => Array.Find(_fields, f => f.Definition.Id == id);

    public void Update(double story, double scenario)
    {
        lock (Unit.Gate)
        {
            foreach (var field in _fields)
            {
                var place = field.Definition.Register!;
                if (!place.IsSequence && !place.Writable)
                {
                    Update(field, place, story, scenario);
                }
            }
        }
    }

    private void Update(FieldState field, RegisterPlacement place, double story, double scenario)
    {
        if (field.RawAt(story) is { } raw)
        {
            Unit.Registers(place.Table)[place.Address] = (ushort)raw;
            return;
        }

        var value = place.Bits.Count > 0 && field.Manual is null ? StatusWord(place, story) : field.ValueAt(story, scenario);
        if (place.Table is RegisterTable.Coil or RegisterTable.Discrete)
        {
            Unit.Bits(place.Table)[place.Address] = value >= 0.5;
        }
        else
        {
            value = RegisterEncoder.Encode(value, place.Type, place.Order, place.Scale, _encoded);
            _encoded.AsSpan(0, RegisterEncoder.Width(place.Type)).CopyTo(Unit.Registers(place.Table).AsSpan(place.Address));
        }

        if (field.Observe(value, scenario, _ledger.NowUnixUs) is { } change)
        {
            _ledger.Add(change);
            _pending.Add((place, change));
        }
    }

    private double StatusWord(RegisterPlacement place, double story)
    {
        var word = 0;
        foreach (var bit in place.Bits)
        {
            var value = bit.Signal?.ValueAt(story) ?? (bit.Field is { } id ? Field(id)?.Shown ?? 0 : 0);
            word |= value >= bit.AtLeast ? 1 << bit.Bit : 0;
        }

        return word;
    }

    private void Served(RegisterTable table, int address, int count, uint sequence)
    {
        if (sequence > 0)
        {
            Sent.Sent(sequence);
        }

        for (var i = _pending.Count - 1; i >= 0; i--)
        {
            var (place, change) = _pending[i];
            if (place.Table == table && place.Address >= address && place.Address + RegisterEncoder.Width(place.Type) <= address + count)
            {
                change.SentUnixUs = _ledger.NowUnixUs;
                change.Sequence = sequence > 0 ? sequence : null;
                _pending.RemoveAt(i);
            }
        }
    }

    private static ModbusUnit Sized(UnitDefinition definition)
    {
        int Size(RegisterTable table) => definition.Fields
            .Where(f => f.Register!.Table == table)
            .Select(f => f.Register!.Address + (f.Register.IsSequence ? 2 : RegisterEncoder.Width(f.Register.Type)))
            .DefaultIfEmpty(0)
            .Max();
        return new ModbusUnit(
            definition.Unit, Size(RegisterTable.Coil), Size(RegisterTable.Discrete), Size(RegisterTable.Input), Size(RegisterTable.Holding));
    }
}
