using Gateway.Drivers.Modbus.Options;

namespace Gateway.Drivers.Modbus.Transports.Serial;

/// <summary>Opens a serial port; Linux only.</summary>
internal sealed class SerialChannelFactory(ModbusTransportOptions options) : IChannelFactory
{
    public ValueTask<IByteChannel> OpenAsync(CancellationToken cancellation) =>
        ValueTask.FromResult<IByteChannel>(new SerialChannel(SerialPortSettings.Open(options)));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
