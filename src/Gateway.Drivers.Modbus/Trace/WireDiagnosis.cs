using Gateway.Core.Measurements;
using Gateway.Drivers.Modbus.Client;
using Gateway.Drivers.Modbus.Framing;

namespace Gateway.Drivers.Modbus.Trace;

/// <summary>Says in words what was wrong with a frame, measured against the request it should have answered. For people; not on the hot path.</summary>
public static class WireDiagnosis
{
    private const int ShortestRtu = 4;
    private const int FunctionOnly = 0x7F;

    /// <param name="bytes">Those of the event, as recorded.</param>
    /// <param name="request">The frame of the request sent last; empty when none was.</param>
    public static WireFault Of(WireEvent what, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> request, ModbusFraming framing) => what switch
    {
        WireEvent.Sent or WireEvent.Received => WireFault.None,
        WireEvent.Exception => WireFault.Exception,
        WireEvent.Timeout => WireFault.Timeout,
        WireEvent.Disconnected => WireFault.Disconnected,
        WireEvent.Incomplete => WireFault.Short,
        WireEvent.Noise when framing == ModbusFraming.Rtu => OfRtu(bytes, request),
        WireEvent.Noise => WireFault.Noise,
        _ => framing == ModbusFraming.Rtu ? OfRtu(bytes, request) : OfMbap(bytes, request),
    };

    /// <param name="bytes">Those of the event; an exception code is taken out of them.</param>
    public static LocalizedText Describe(WireFault fault, ReadOnlySpan<byte> bytes, ModbusFraming framing) => fault switch
    {
        WireFault.None => new("正常", "ok"),
        WireFault.Timeout => new("超时未应答", "no reply in time"),
        WireFault.Disconnected => new("连接中断", "connection lost"),
        WireFault.Exception => DescribeException(bytes, framing),
        WireFault.Short => new("应答过短", "short reply"),
        WireFault.Long => new("应答过长", "long reply"),
        WireFault.BadCrc => new("CRC 校验错误", "bad CRC"),
        WireFault.WrongUnit => new("站号不符", "wrong unit"),
        WireFault.WrongTransaction => new("事务号不符（迟到、重复或他人的应答）", "wrong transaction: late, doubled or foreign"),
        WireFault.WrongFunction => new("功能码不符", "wrong function"),
        WireFault.WrongContent => new("内容与请求不符", "content does not fit the request"),
        WireFault.Unasked => new("无人等待的应答（迟到或重复）", "nobody waits for it: late or doubled"),
        _ => new("非帧数据（干扰）", "noise, no frame"),
    };

    private static LocalizedText DescribeException(ReadOnlySpan<byte> bytes, ModbusFraming framing)
    {
        var at = framing == ModbusFraming.Rtu ? 2 : MbapFramer.HeaderLength + 1;
        var code = at < bytes.Length ? bytes[at] : (byte)0;
        var name = ModbusExceptions.Name(code);
        return new($"异常码 {code}：{name.Zh}", $"exception {code}: {name.En}");
    }

    private static WireFault OfMbap(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> request)
    {
        if (request.Length <= MbapFramer.HeaderLength || frame.Length <= MbapFramer.HeaderLength)
        {
            return WireFault.Unasked;
        }

        if (!frame[..2].SequenceEqual(request[..2]))
        {
            return WireFault.WrongTransaction;
        }

        return frame[MbapFramer.HeaderLength - 1] == request[MbapFramer.HeaderLength - 1]
            ? OfPdu(frame[MbapFramer.HeaderLength..], request[MbapFramer.HeaderLength..])
            : WireFault.WrongUnit;
    }

    private static WireFault OfRtu(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> request)
    {
        if (request.Length < ShortestRtu || bytes.Length < 2)
        {
            return WireFault.Noise;
        }

        var begins = bytes[0] == request[0] && (bytes[1] & FunctionOnly) == request[1];
        if (bytes.Length >= ShortestRtu && HasCrc(bytes))
        {
            return bytes[0] == request[0] ? OfPdu(bytes[1..^2], request[1..^2]) : WireFault.WrongUnit;
        }

        if (!begins)
        {
            return WireFault.Noise;
        }

        return bytes.Length < ReplyLength(request[1..]) + 3 ? WireFault.Short : WireFault.BadCrc;
    }

    private static WireFault OfPdu(ReadOnlySpan<byte> pdu, ReadOnlySpan<byte> request)
    {
        if ((pdu[0] & FunctionOnly) != request[0])
        {
            return WireFault.WrongFunction;
        }

        if (pdu[0] != request[0])
        {
            return WireFault.Unasked;
        }

        var expected = ReplyLength(request);
        if (pdu.Length != expected)
        {
            return pdu.Length < expected ? WireFault.Short : WireFault.Long;
        }

        var fits = request[0] <= (byte)FunctionCode.ReadInputRegisters ? pdu[1] == expected - 2 : pdu.SequenceEqual(request[..5]);
        return fits ? WireFault.Unasked : WireFault.WrongContent;
    }

    private static int ReplyLength(ReadOnlySpan<byte> request) =>
        new ModbusRequest(0, (FunctionCode)request[0], 0, (ushort)(request[3] << 8 | request[4])).ReplyPduLength;

    private static bool HasCrc(ReadOnlySpan<byte> frame)
    {
        var crc = Crc16.Compute(frame[..^2]);
        return frame[^2] == (byte)crc && frame[^1] == (byte)(crc >> 8);
    }
}
