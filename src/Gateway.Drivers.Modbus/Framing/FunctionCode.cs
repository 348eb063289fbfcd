namespace Gateway.Drivers.Modbus.Framing;

/// <summary>The function codes the gateway uses (Modbus application protocol V1.1b3, clause 6).</summary>
public enum FunctionCode : byte
{
    ReadCoils = 1,
    ReadDiscreteInputs = 2,
    ReadHoldingRegisters = 3,
    ReadInputRegisters = 4,
    WriteSingleCoil = 5,
    WriteSingleRegister = 6,
    WriteMultipleCoils = 15,
    WriteMultipleRegisters = 16,
}
