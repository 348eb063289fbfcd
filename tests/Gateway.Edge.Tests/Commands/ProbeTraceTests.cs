using System.Net;
using System.Net.Sockets;
using Gateway.Edge.Commands;

namespace Gateway.Edge.Tests.Commands;

public sealed class ProbeTraceTests
{
    [Theory]
    [InlineData("00 01 00 00 00 05 01 03 02 00 2A", "<<  00 01 00 00 00 05 01 03 02 00 2A")]
    [InlineData("00 01 00 00 00 03 01 83 02", "-- exception 2: illegal data address")]
    [InlineData("00 01 00 00 00 05 07 03 02 00 2A", "-- wrong unit")]
    [InlineData("00 09 00 00 00 05 01 03 02 00 2A", "-- wrong transaction")]
    [InlineData("00 01 00 00 00 05 01 04 02 00 2A", "-- wrong function")]
    [InlineData("00 01 00 00 00 05 01 03 02 00", "-- short reply")]
    [InlineData("00 01 00 00 00 04 01 03 01 00", "-- short reply")]
    [InlineData("", "!!  00 01 00 00 00 06 01 03 00 00 00 01  -- no reply in time")]
    public async Task A_trace_shows_what_was_wrong_over_tcp(string reply, string expected)
    {
        var output = await TraceAsync("--tcp", reply, "en");
        output.ShouldContain("+0.0 ms  >>  00 01 00 00 00 06 01 03 00 00 00 01");
        output.ShouldContain(expected);
    }

    [Theory]
    [InlineData("01 03 02 00 2A 39 9B", "<<  01 03 02 00 2A 39 9B")]
    [InlineData("01 03 02 00 2A 39 9C", "※ CRC 校验错误")]
    [InlineData("01 03 02 00", "※ 应答过短")]
    [InlineData("02 03 02 00 2A 7D 9B", "※ 站号不符")]
    [InlineData("01 83 02 C0 F1", "※ 异常码 2：非法数据地址")]
    [InlineData("55 AA 55", "※ 非帧数据")]
    public async Task A_trace_shows_what_was_wrong_over_rtu(string reply, string expected)
    {
        var output = await TraceAsync("--rtu-over-tcp", reply, "zh");
        output.ShouldContain("+0.0 ms  >>  01 03 00 00 00 01 84 0A");
        output.ShouldContain(expected);
    }

    [Fact]
    public async Task Without_the_option_no_frame_is_printed() =>
        (await TraceAsync("--tcp", "00 01 00 00 00 05 01 03 02 00 2A", "en", option: "")).ShouldNotContain(">>");

    private static async Task<string> TraceAsync(string way, string reply, string language, string option = "--trace")
    {
        using var peer = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        peer.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        peer.Listen();
        var serving = AnswerAsync(peer, Convert.FromHexString(reply.Replace(" ", "", StringComparison.Ordinal)));
        using var output = new StringWriter();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);

        // What comes must come in time on a busy machine too; only where nothing comes may the wait be short.
        var line = $"probe read {way} {peer.LocalEndPoint} --address 0 --count 1 --timeout {(reply.Length == 0 ? 300 : 2000)} --lang {language} {option}";
        await GatewayCommand.Create().Parse(line).InvokeAsync(new() { Output = output, Error = output }, deadline.Token);
        await serving.WaitAsync(deadline.Token);
        return output.ToString();
    }

    private static async Task AnswerAsync(Socket listener, byte[] reply)
    {
        using var client = await listener.AcceptAsync();
        var request = new byte[64];
        try
        {
            while (await client.ReceiveAsync(request) > 0)
            {
                await client.SendAsync(reply);
            }
        }
        catch (SocketException)
        {
            // The probe left with bytes unread.
        }
    }
}
