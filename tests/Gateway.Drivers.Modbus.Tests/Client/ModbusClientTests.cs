using System.Buffers.Binary;
using System.Net.Sockets;
using Gateway.Drivers.Modbus.Client;
using Gateway.Drivers.Modbus.Framing;
using Gateway.Drivers.Modbus.Tests.Fakes;
using Gateway.Drivers.Modbus.Trace;
using Gateway.Drivers.Modbus.Transports;
using Gateway.Testing.Time;

namespace Gateway.Drivers.Modbus.Tests.Client;

/// <summary>What a peer does wrong must never become a value, and never cost more than the request it was done to.</summary>
public class ModbusClientTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Reads_registers()
    {
        await using var device = new ScriptedDevice(ScriptedDevice.AnswerAsync);
        using var client = await ConnectAsync(device);
        (await ReadAsync(client, 100)).ShouldBe([100, 101]);
    }

    [Fact]
    public async Task Replies_in_another_order_go_to_their_own_requests()
    {
        var held = new List<byte[]>();
        await using var device = new ScriptedDevice(async (request, socket) =>
        {
            held.Add(request);
            if (held.Count == 4)
            {
                held.Reverse();
                await socket.SendAsync(held.SelectMany(r => ScriptedDevice.AddressReply(r)).ToArray());
            }
        });
        using var client = await ConnectAsync(device, inFlight: 4);
        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => ReadAsync(client, (ushort)(i * 10)))).WaitAsync(Limit);
        replies.Select(r => r![0]).ShouldBe([0, 10, 20, 30]);
    }

    [Fact]
    public async Task A_late_reply_is_never_the_next_requests_value()
    {
        byte[]? late = null;
        await using var device = new ScriptedDevice(async (request, socket) =>
        {
            if (late is null)
            {
                late = ScriptedDevice.AddressReply(request);
                return;
            }

            await socket.SendAsync(late);
            await socket.SendAsync(ScriptedDevice.AddressReply(request));
        });

        // On a clock that stands still afterwards, so that no true reply can be late.
        var clock = new ManualTimeProvider();
        using var client = await ConnectAsync(device, timeoutMs: 100, time: clock);
        var first = SendAsync(client, 1);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await first.WaitAsync(Limit)).Status.ShouldBe(ReplyStatus.Timeout);
        for (ushort address = 50; address < 60; address++)
        {
            (await ReadAsync(client, address).WaitAsync(Limit)).ShouldBe([address, address + 1]);
        }
    }

    [Theory]
    [InlineData("wrong unit")]
    [InlineData("wrong transaction")]
    public async Task A_foreign_reply_is_passed_over_and_the_true_one_taken(string what)
    {
        await using var device = new ScriptedDevice(async (request, socket) =>
        {
            var foreign = ScriptedDevice.AddressReply(request, add: 7);
            foreign[what == "wrong unit" ? 6 : 0] ^= 0x55;
            await socket.SendAsync(foreign);
            await socket.SendAsync(ScriptedDevice.AddressReply(request));
        });
        using var client = await ConnectAsync(device);
        (await ReadAsync(client, 3)).ShouldBe([3, 4]);
        (await ReadAsync(client, 5)).ShouldBe([5, 6]);
    }

    [Fact]
    public async Task A_dripped_reply_is_put_together()
    {
        await using var device = new ScriptedDevice(async (request, socket) =>
        {
            foreach (var value in ScriptedDevice.AddressReply(request))
            {
                await socket.SendAsync(new[] { value });
            }
        });
        using var client = await ConnectAsync(device);
        (await ReadAsync(client, 9)).ShouldBe([9, 10]);
    }

    [Fact]
    public async Task A_short_reply_fails_its_request_only()
    {
        var first = true;
        await using var device = new ScriptedDevice(async (request, socket) =>
        {
            var reply = ScriptedDevice.AddressReply(request);
            if (first)
            {
                first = false;
                reply = reply[..^2];
                reply[5] -= 2;
            }

            await socket.SendAsync(reply);
        });
        using var client = await ConnectAsync(device);
        (await SendAsync(client, 1)).Status.ShouldBe(ReplyStatus.Malformed);
        (await ReadAsync(client, 9)).ShouldBe([9, 10]);
    }

    [Fact]
    public async Task Noise_before_a_reply_is_skipped()
    {
        await using var device = new ScriptedDevice(async (request, socket) =>
            await socket.SendAsync((byte[])[0xFF, 0xFF, 0xAA, .. ScriptedDevice.AddressReply(request)]));
        var trace = new WireTrace([1], TimeProvider.System);
        using var client = await ConnectAsync(device, trace: trace);
        (await ReadAsync(client, 9)).ShouldBe([9, 10]);
        (await ReadAsync(client, 11)).ShouldBe([11, 12]);
        trace.Read(0).ShouldContain(r => r.What == WireEvent.Noise);
    }

    [Fact]
    public async Task An_exception_is_told_with_its_code_and_traced()
    {
        await using var device = new ScriptedDevice((request, socket) => socket.SendAsync(ScriptedDevice.ExceptionReply(request, 2)).AsTaskOfNothing());
        var trace = new WireTrace([1], TimeProvider.System);
        using var client = await ConnectAsync(device, trace: trace);
        (await SendAsync(client, 1)).ShouldBe(new ModbusReply(ReplyStatus.Exception, 2));
        trace.Read(1).Select(r => r.What).ShouldBe([WireEvent.Sent, WireEvent.Exception]);
    }

    [Fact]
    public async Task A_lost_connection_answers_everything_that_waits()
    {
        await using var device = new ScriptedDevice((_, socket) =>
        {
            socket.Dispose();
            return Task.CompletedTask;
        });
        using var client = await ConnectAsync(device, inFlight: 2);
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => SendAsync(client, (ushort)i))).WaitAsync(Limit);
        replies.ShouldAllBe(r => r.Status == ReplyStatus.Disconnected);
        (await SendAsync(client, 1)).Status.ShouldBe(ReplyStatus.Disconnected);
    }

    [Fact]
    public async Task Many_callers_at_once_each_get_their_own_value_in_few_writes()
    {
        await using var device = new ScriptedDevice(ScriptedDevice.AnswerAsync);
        using var client = await ConnectAsync(device, inFlight: 16, timeoutMs: 5000);
        await Task.WhenAll(Enumerable.Range(0, 32).Select(n => Task.Run(async () =>
        {
            for (var i = 0; i < 200; i++)
            {
                var address = (ushort)(n * 1000 + i);
                (await ReadAsync(client, address))![0].ShouldBe(address);
            }
        }))).WaitAsync(Limit);
    }

    [Fact]
    public async Task Random_answers_never_give_a_wrong_value()
    {
        var random = new Random(20260101);
        await using var device = new ScriptedDevice((request, socket) => socket.SendAsync(Damaged(request, random)).AsTaskOfNothing());
        using var client = await ConnectAsync(device, inFlight: 4, timeoutMs: 40);
        for (var i = 0; i < 200 && !client.IsClosed; i++)
        {
            var address = (ushort)random.Next(60_000);
            if (await ReadAsync(client, address).WaitAsync(Limit) is { } values)
            {
                values.ShouldBe([address, address + 1]);
            }
        }
    }

    private static byte[] Damaged(byte[] request, Random random)
    {
        var reply = ScriptedDevice.AddressReply(request);
        switch (random.Next(8))
        {
            case 0:
                reply[random.Next(2)] ^= (byte)(1 + random.Next(255));
                return reply;
            case 1:
                return reply[..random.Next(reply.Length)];
            case 2:
                var noise = new byte[random.Next(40)];
                random.NextBytes(noise);
                return [.. noise, .. reply];
            default:
                return reply;
        }
    }

    private static async Task<ModbusClient> ConnectAsync(
        ScriptedDevice device, int inFlight = 1, int timeoutMs = 15_000, IWireTrace? trace = null, TimeProvider? time = null)
    {
        var factory = new TcpChannelFactory("127.0.0.1", device.Port, Limit, TimeProvider.System);
        var options = new ModbusClientOptions { InFlight = inFlight, Timeout = TimeSpan.FromMilliseconds(timeoutMs) };
        return new ModbusClient(await factory.OpenAsync(default), options, time ?? TimeProvider.System, trace);
    }

    private static async Task<ModbusReply> SendAsync(ModbusClient client, ushort address) =>
        await client.SendAsync(new ModbusRequest(1, FunctionCode.ReadHoldingRegisters, address, 2), new byte[4]);

    private static async Task<int[]?> ReadAsync(ModbusClient client, ushort address)
    {
        var data = new byte[4];
        var reply = await client.SendAsync(new ModbusRequest(1, FunctionCode.ReadHoldingRegisters, address, 2), data);
        return reply.IsOk ? [BinaryPrimitives.ReadUInt16BigEndian(data), BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(2))] : null;
    }
}
