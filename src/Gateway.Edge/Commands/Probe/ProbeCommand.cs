using System.CommandLine;
using Gateway.Drivers.Modbus.Options;
using Gateway.Drivers.Modbus.Probe;
using Gateway.Drivers.Modbus.Transports;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Json;

namespace Gateway.Edge.Commands.Probe;

/// <summary>
/// <c>gateway probe read|units|range</c>: asks a Modbus device, for a technician in front of it. Only reads, never writes.
/// Ends with 0 when something answered, 1 when nothing did, 2 when the command line is wrong.
/// </summary>
internal static class ProbeCommand
{
    private const int Failed = 1;
    private const int MostRegisters = 125;
    private const int MostBits = 2000;

    private static readonly Option<int> Unit = Number("--unit", "Unit id, 0 to 255 / 站号", 1);
    private static readonly Option<ModbusTable> Table = new("--table")
    {
        Description = "coil, discrete, holding or input / 寄存器表", DefaultValueFactory = _ => ModbusTable.Holding, Recursive = true,
    };

    private static readonly Option<bool> Trace = new("--trace")
    {
        Description = "Print every frame sent and received, and what went wrong / 打印每一帧收发报文及其错误", Recursive = true,
    };

    private static readonly Option<int> Address = Number("--address", "First address on the wire, from 0 / 起始地址（从 0 起）", 0);
    private static readonly Option<int> Count = Number("--count", "How many registers or bits / 数量", 1);
    private static readonly Option<int> From = Number("--from", "First to try / 起", 1);
    private static readonly Option<int> To = Number("--to", "Last to try / 止", 247);
    private static readonly Option<int> FromAddress = Number("--from", "First address on the wire / 起始地址", 0);
    private static readonly Option<int> ToAddress = Number("--to", "Last address on the wire / 结束地址", 99);
    private static readonly Option<int> Step = Number("--step", "Most to ask for at once / 单次数量", 32);

    public static Command Create()
    {
        var read = new Command("read", "Read one stretch / 读取") { Unit, Address, Count };
        read.SetAction((parse, cancellation) => RunAsync(parse, CheckRead, Read, cancellation));
        var units = new Command("units", "Find the units that answer / 扫描站号") { From, To, Address };
        units.SetAction((parse, cancellation) => RunAsync(parse, CheckUnits, Units, cancellation));
        var range = new Command("range", "Find the addresses that can be read / 扫描地址") { Unit, FromAddress, ToAddress, Step };
        range.SetAction((parse, cancellation) => RunAsync(parse, CheckRange, Range, cancellation));
        var command = new Command("probe", "Ask a Modbus device; reads only / 探测 Modbus 设备（只读）") { read, units, range, Table, Trace };
        foreach (var option in ProbeLine.Options)
        {
            command.Add(option);
        }

        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parse, Action<ParseResult, ConfigurationErrors> check,
        Func<ModbusProbe, ParseResult, CancellationToken, IAsyncEnumerable<ProbeResult>> ask, CancellationToken cancellation)
    {
        var errors = new ConfigurationErrors();
        var line = ProbeLine.Of(parse, errors);
        check(parse, errors);
        if (errors.Any)
        {
            ErrorReport.Write(parse.InvocationConfiguration.Error, errors, parse.Chinese());
            return GatewayCommand.BadInput;
        }

        // The trace is written by whichever task sees the frame, between the answers.
        var output = TextWriter.Synchronized(parse.InvocationConfiguration.Output);
        var trace = parse.GetValue(Trace)
            ? new ProbeTrace(output, ChannelFactories.ClientOptions(line).Framing, parse.Chinese(), TimeProvider.System) : null;
        try
        {
            await using var probe = await ModbusProbe.OpenAsync(line, TimeProvider.System, trace, cancellation);
            return await ShowAsync(ask(probe, parse, cancellation), output, parse);
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException or TimeoutException or UnauthorizedAccessException)
        {
            parse.InvocationConfiguration.Error.WriteLine(
                parse.Chinese() ? $"无法连接线路：{exception.Message}" : $"The line cannot be reached: {exception.Message}");
            return Failed;
        }
    }

    private static async Task<int> ShowAsync(IAsyncEnumerable<ProbeResult> results, TextWriter output, ParseResult parse)
    {
        var answered = 0;
        await foreach (var result in results)
        {
            answered += ProbeReport.Write(output, result, parse.Chinese()) ? 1 : 0;
        }

        if (answered == 0)
        {
            parse.InvocationConfiguration.Error.WriteLine(parse.Chinese() ? "没有应答。" : "Nothing answered.");
        }

        return answered > 0 ? 0 : Failed;
    }

    private static async IAsyncEnumerable<ProbeResult> Read(
        ModbusProbe probe, ParseResult parse, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        yield return await probe.ReadAsync(
            (byte)parse.GetValue(Unit), parse.GetValue(Table), (ushort)parse.GetValue(Address), (ushort)parse.GetValue(Count));
    }

    private static IAsyncEnumerable<ProbeResult> Units(ModbusProbe probe, ParseResult parse, CancellationToken cancellation) =>
        probe.ScanUnitsAsync(
            (byte)parse.GetValue(From), (byte)parse.GetValue(To), parse.GetValue(Table), (ushort)parse.GetValue(Address), cancellation);

    private static IAsyncEnumerable<ProbeResult> Range(ModbusProbe probe, ParseResult parse, CancellationToken cancellation) =>
        probe.ScanRangeAsync(
            (byte)parse.GetValue(Unit), parse.GetValue(Table), (ushort)parse.GetValue(FromAddress), (ushort)parse.GetValue(ToAddress),
            parse.GetValue(Step), cancellation);

    private static void CheckRead(ParseResult parse, ConfigurationErrors errors)
    {
        Between(errors, parse, Unit, 0, 255);
        Between(errors, parse, Address, 0, 65_535);
        Between(errors, parse, Count, 1, Math.Min(Most(parse), 65_536 - Math.Clamp(parse.GetValue(Address), 0, 65_535)));
    }

    private static void CheckUnits(ParseResult parse, ConfigurationErrors errors)
    {
        Between(errors, parse, From, 0, 255);
        Between(errors, parse, To, Math.Clamp(parse.GetValue(From), 0, 255), 255);
        Between(errors, parse, Address, 0, 65_535);
    }

    private static void CheckRange(ParseResult parse, ConfigurationErrors errors)
    {
        Between(errors, parse, Unit, 0, 255);
        Between(errors, parse, FromAddress, 0, 65_535);
        Between(errors, parse, ToAddress, Math.Clamp(parse.GetValue(FromAddress), 0, 65_535), 65_535);
        Between(errors, parse, Step, 1, Most(parse));
    }

    private static int Most(ParseResult parse) => parse.GetValue(Table) is ModbusTable.Coil or ModbusTable.Discrete ? MostBits : MostRegisters;

    private static void Between(ConfigurationErrors errors, ParseResult parse, Option<int> option, int least, int most)
    {
        var value = parse.GetValue(option);
        errors.Require(value >= least && value <= most, option.Name, value, $"{least} 至 {most}", $"{least} to {most}");
    }

    private static Option<int> Number(string name, string description, int otherwise) =>
        new(name) { Description = description, DefaultValueFactory = _ => otherwise };
}
