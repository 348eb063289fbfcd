using Gateway.Drivers.Modbus.Options;

namespace Gateway.Drivers.Modbus.Polling;

/// <summary>A point as the driver needs it.</summary>
/// <param name="Index">Index in the running point table; goes into every reading.</param>
/// <param name="Id">Id of the point, so that a status can name another point.</param>
/// <param name="Binding">Its device must be one of the line's.</param>
public sealed record ModbusPoint(int Index, string Id, ModbusPointBinding Binding);
