using Gateway.Drivers.Modbus.Transports;
using Gateway.Pipeline.Configuration;

namespace Gateway.Drivers.Modbus.Options;

/// <summary>Says everything that is wrong with a line's transport.</summary>
internal static class ModbusTransportValidator
{
    private static readonly int[] Rates = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600];

    public static void Validate(ModbusTransportOptions transport, string path, ConfigurationErrors errors)
    {
        OptionChecks.Known(errors, $"{path}.kind", transport.Kind);
        OptionChecks.Between(errors, $"{path}.connectTimeoutMs", transport.ConnectTimeoutMs, 100, 60_000);
        switch (transport.Kind)
        {
            case TransportKind.Rtu:
                ValidateSerial(transport, path, errors);
                break;
            case TransportKind.DialIn:
                ValidateDialIn(transport, path, errors);
                break;
            default:
                ValidateTcp(transport, path, errors);
                break;
        }
    }

    private static void ValidateTcp(ModbusTransportOptions transport, string path, ConfigurationErrors errors)
    {
        errors.Require(!string.IsNullOrWhiteSpace(transport.Host), $"{path}.host", transport.Host, "主机名或地址", "a host name or address");
        var needed = transport.Kind == TransportKind.RtuOverTcp;
        errors.Require(transport.Port is >= 1 and <= 65_535 || (transport.Port is null && !needed), $"{path}.port", transport.Port,
            "1..65535", "1..65535");
    }

    private static void ValidateSerial(ModbusTransportOptions transport, string path, ConfigurationErrors errors)
    {
        errors.Require(transport.SerialPort?.StartsWith('/') == true, $"{path}.serialPort", transport.SerialPort,
            "串口设备的完整路径，如 /dev/serial/by-id/...", "full path of the port, such as /dev/serial/by-id/...");
        var rates = string.Join(", ", Rates);
        errors.Require(Rates.Contains(transport.Baud), $"{path}.baud", transport.Baud, rates, rates);
        OptionChecks.Known(errors, $"{path}.parity", transport.Parity);
        errors.Require(transport.StopBits is null or 1 or 2, $"{path}.stopBits", transport.StopBits, "1 或 2", "1 or 2");
    }

    private static void ValidateDialIn(ModbusTransportOptions transport, string path, ConfigurationErrors errors)
    {
        errors.Require(transport.Port is >= 1 and <= 65_535, $"{path}.port", transport.Port, "1..65535", "1..65535");
        errors.Require(transport.Host is null || System.Net.IPAddress.TryParse(transport.Host, out _), $"{path}.host", transport.Host,
            "本机监听地址", "a local IP address to listen on");
        errors.Require(BytePattern.TryParse(transport.Registration, out _), $"{path}.registration", transport.Registration,
            "1..128 字节的文本或 hex:AA BB", "text or hex:AA BB of 1..128 bytes");
        errors.Require(transport.Heartbeat is null || BytePattern.TryParse(transport.Heartbeat, out _), $"{path}.heartbeat", transport.Heartbeat,
            "1..128 字节的文本或 hex:AA BB", "text or hex:AA BB of 1..128 bytes");
    }
}
