using System.CommandLine;
using System.Globalization;
using Gateway.Drivers.Modbus.Options;
using Gateway.Pipeline.Configuration;

namespace Gateway.Edge.Commands.Probe;

/// <summary>The line to probe, from the command line and under the same rules as a line of the configuration.</summary>
internal static class ProbeLine
{
    private static readonly Option<string?> Tcp = Text("--tcp", "Modbus TCP device, host:port / Modbus TCP 设备");
    private static readonly Option<string?> RtuOverTcp = Text("--rtu-over-tcp", "RTU frames through a serial server, host:port / 串口服务器");
    private static readonly Option<string?> Rtu = Text("--rtu", "Serial port, for example /dev/ttyUSB0 / 串口");
    private static readonly Option<int> Baud = Number("--baud", "Bits per second of --rtu / 波特率", 9600);
    private static readonly Option<SerialParity> Parity = new("--parity")
    {
        Description = "Parity of --rtu / 校验", DefaultValueFactory = _ => SerialParity.Even, Recursive = true,
    };

    private static readonly Option<int?> StopBits = new("--stop-bits") { Description = "1 or 2; without it 1 with parity, 2 without / 停止位", Recursive = true };
    private static readonly Option<int> TimeoutMs = Number("--timeout", "Milliseconds to wait for a reply / 等待应答的毫秒数", 1000);
    private static readonly Option<int> PauseMs = Number("--pause", "Milliseconds between reply and next request / 请求间隔毫秒数", 0);

    public static IReadOnlyList<Option> Options { get; } = [Tcp, RtuOverTcp, Rtu, Baud, Parity, StopBits, TimeoutMs, PauseMs];

    /// <summary>Adds every error; what comes back may be used only when there is none.</summary>
    public static ModbusLineOptions Of(ParseResult parse, ConfigurationErrors errors)
    {
        var ways = new[] { parse.GetValue(Tcp), parse.GetValue(RtuOverTcp), parse.GetValue(Rtu) }.Count(way => way is not null);
        var one = errors.Require(
            ways == 1, "--tcp, --rtu-over-tcp, --rtu", ways, "必须且只能给出一个", "exactly one of them");
        var line = new ModbusLineOptions
        {
            Id = "probe", TimeoutMs = parse.GetValue(TimeoutMs), PauseMs = parse.GetValue(PauseMs), Transport = TransportOf(parse),
            Devices = [new ModbusDeviceOptions { Id = "probe", Unit = 1, AddressBase = 0 }],
        };
        if (one)
        {
            ModbusLineOptionsValidator.Validate(line, "probe", errors);
        }

        return line;
    }

    private static ModbusTransportOptions TransportOf(ParseResult parse)
    {
        if (parse.GetValue(Rtu) is { } port)
        {
            return new ModbusTransportOptions
            {
                Kind = TransportKind.Rtu, SerialPort = port, Baud = parse.GetValue(Baud), Parity = parse.GetValue(Parity),
                StopBits = parse.GetValue(StopBits),
            };
        }

        var framed = parse.GetValue(RtuOverTcp);
        var (host, number) = Split(framed ?? parse.GetValue(Tcp) ?? "");
        return new ModbusTransportOptions { Kind = framed is null ? TransportKind.Tcp : TransportKind.RtuOverTcp, Host = host, Port = number };
    }

    // A port that is not a number becomes -1, which the validator refuses with the range it allows.
    private static (string Host, int? Port) Split(string address)
    {
        var colon = address.LastIndexOf(':');
        var host = (colon < 0 ? address : address[..colon]).Trim('[', ']');
        return colon < 0
            ? (host, null)
            : (host, int.TryParse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : -1);
    }

    private static Option<string?> Text(string name, string description) => new(name) { Description = description, Recursive = true };

    private static Option<int> Number(string name, string description, int otherwise) =>
        new(name) { Description = description, DefaultValueFactory = _ => otherwise, Recursive = true };
}
