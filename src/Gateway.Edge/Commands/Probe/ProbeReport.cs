using Gateway.Drivers.Modbus.Framing;
using Gateway.Drivers.Modbus.Options;
using Gateway.Drivers.Modbus.Probe;

namespace Gateway.Edge.Commands.Probe;

/// <summary>One answer as text: ten values a line, decimal and hexadecimal.</summary>
internal static class ProbeReport
{
    private const int ValuesPerLine = 10;

    /// <returns>True when the device answered, also with an exception: then it is there.</returns>
    public static bool Write(TextWriter output, ProbeResult result, bool chinese)
    {
        var end = result.Address + result.Count - 1;
        output.WriteLine(chinese
            ? $"站号 {result.Unit}  {result.Table} {result.Address}..{end}：{Outcome(result.Reply, true)}"
            : $"unit {result.Unit}  {result.Table} {result.Address}..{end}: {Outcome(result.Reply, false)}");
        var values = result.Values();
        var bits = result.Table is ModbusTable.Coil or ModbusTable.Discrete;
        for (var at = 0; at < values.Count; at += ValuesPerLine)
        {
            var row = values.Skip(at).Take(ValuesPerLine).Select(value => bits ? $"{value}" : $"{value,6} ({value:X4})");
            output.WriteLine($"  {result.Address + at,5}  {string.Join(' ', row)}");
        }

        return result.Reply.Status is ReplyStatus.Ok or ReplyStatus.Exception;
    }

    private static string Outcome(ModbusReply reply, bool chinese) => !chinese ? reply.Describe() : reply.Status switch
    {
        ReplyStatus.Ok => "正常",
        ReplyStatus.Exception => $"异常码 {reply.ExceptionCode}（{ModbusExceptions.Name(reply.ExceptionCode).Zh}）",
        ReplyStatus.Timeout => "超时未应答",
        ReplyStatus.Malformed => "应答与请求不符",
        _ => "连接中断",
    };
}
