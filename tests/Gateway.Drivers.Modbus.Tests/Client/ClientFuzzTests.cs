using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Drivers.Modbus.Client;
using Gateway.Drivers.Modbus.Framing;
using Gateway.Drivers.Modbus.Tests.Fakes;
using Gateway.Testing.Time;

namespace Gateway.Drivers.Modbus.Tests.Client;

/// <summary>
/// Devices and lines that do everything wrong, on a clock the test moves: every value taken must be that of its own request, every request must
/// end, and a line that behaves again must be understood at once.
/// </summary>
public class ClientFuzzTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(100);

    [Fact]
    public void Rtu_replies_that_are_late_cut_doubled_dripped_or_foreign_are_never_another_requests_value() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll<byte[]>(script => Holds(rtu: true, depth: 1, script)));

    [Fact]
    public void Mbap_replies_that_are_late_cut_doubled_or_foreign_are_never_another_requests_value() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll<byte[]>(script => Holds(rtu: false, depth: 1, script)));

    [Fact]
    public void Several_mbap_transactions_in_flight_never_mix_their_values() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll<byte[]>(script => Holds(rtu: false, depth: 4, script)));

    /// <summary>The head comes before its time-out, the end when the next request of the same size is out.</summary>
    [Fact]
    public async Task The_late_end_of_a_broken_off_rtu_reply_does_not_complete_it_for_the_next_request()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var clock = new ManualTimeProvider();
        byte[]? held = null;
        using var channel = new MemoryChannel((to, sent) =>
        {
            var request = new MemoryRequest(clock.GetUtcNow(), sent.ToArray(), true);
            var frame = request.Frame(request.Answer());
            if (held is null)
            {
                held = frame[^1..];
                to.DeliverLater(frame[..^1], TimeSpan.FromMilliseconds(10), clock);
                return;
            }

            to.DeliverLater(held, TimeSpan.FromMilliseconds(5), clock);
            to.DeliverLater(frame, TimeSpan.FromMilliseconds(10), clock);
        });
        using var client = new ModbusClient(channel, new() { Framing = ModbusFraming.Rtu, Timeout = Timeout }, clock);
        var (first, second) = (Read(client, 100), Read(client, 200));
        clock.Advance(TimeSpan.FromSeconds(1));
        (await first).ShouldBeNull();
        (await second).ShouldBe(200);
    }

    [Fact]
    public async Task A_device_that_never_stops_babbling_costs_requests_and_not_the_connection()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var clock = new ManualTimeProvider();
        using var channel = new MemoryChannel((to, _) =>
        {
            for (var i = 0; i < 200; i++)
            {
                to.DeliverLater([.. Enumerable.Repeat((byte)1, 100)], TimeSpan.FromMilliseconds(i * 0.4), clock);
            }
        });
        using var client = new ModbusClient(channel, new() { Framing = ModbusFraming.Rtu, Timeout = Timeout }, clock);
        var read = Read(client, 100);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await read).ShouldBeNull();
        client.IsClosed.ShouldBeFalse();
    }

    private static bool Holds(bool rtu, int depth, byte[] script)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var (clock, deeds, well) = (new ManualTimeProvider(), new Queue<byte>(script), false);
        var free = clock.GetUtcNow();
        using var channel = new MemoryChannel((to, sent) =>
        {
            for (; !sent.IsEmpty; sent = sent[(rtu ? 8 : 12)..])
            {
                var request = new MemoryRequest(clock.GetUtcNow(), sent[..(rtu ? 8 : 12)].ToArray(), rtu);
                foreach (var (after, bytes) in Misbehave(request, !well && deeds.TryDequeue(out var deed) ? deed : (byte)0, drips: depth == 1))
                {
                    // TCP keeps the order of a device's bytes; on a bus two devices may talk into each other.
                    var at = clock.GetUtcNow() + after;
                    free = rtu || at > free ? at : free;
                    to.DeliverLater(bytes, free - clock.GetUtcNow(), clock);
                }
            }
        });
        var options = new ModbusClientOptions { Framing = rtu ? ModbusFraming.Rtu : ModbusFraming.Mbap, Timeout = Timeout, InFlight = depth };
        using var client = new ModbusClient(channel, options, clock);
        var reads = Enumerable.Range(1, script.Length + 4).Select(i => (Address: i * 3, Value: Read(client, i * 3))).ToArray();
        clock.Advance(TimeSpan.FromSeconds(1 + script.Length));
        well = true;
        var last = Read(client, 60_000);
        clock.Advance(TimeSpan.FromSeconds(1));
        return reads.All(r => r.Value.IsCompleted && (r.Value.Result ?? r.Address) == r.Address) && last.IsCompleted && last.Result == 60_000;
    }

    /// <param name="drips">Pieces shorter than half a header: after a reply that broke off they look like its end, where several are in flight.</param>
    private static IEnumerable<(TimeSpan After, byte[] Bytes)> Misbehave(MemoryRequest request, byte deed, bool drips)
    {
        var frame = request.Frame(request.Answer());
        var foreign = request.Frame(request.Answer(add: 1));
        var (soon, least) = (TimeSpan.FromMilliseconds(4), drips ? 1 : 4);
        var part = least + deed / 16 % (frame.Length - least);
        var late = Timeout + TimeSpan.FromMilliseconds(30 + deed / 4);
        foreign[(deed % 12, request.Rtu) switch { (5, true) => 0, (5, false) => 6, (_, true) => foreign.Length - 1, _ => 0 }] ^= 0x50;
        return (deed % 12) switch
        {
            1 => [(late, frame)],
            2 => [(soon, frame[..part])],
            3 => [(soon, [.. frame, .. frame])],
            4 when drips => frame.Select((b, i) => (soon * (i + 1), new[] { b })),
            5 or 6 => [(soon, [.. foreign, .. frame])],
            7 => [(soon, frame[..part]), (Timeout + Timeout + soon, frame[part..])],
            8 => [(soon, request.Frame(request.Refuse(6)))],
            9 => [],
            10 => [(soon, [0xFF, 0xA5, .. frame, 0xFF])],
            _ => [(soon, frame)],
        };
    }

    private static async Task<int?> Read(ModbusClient client, int address)
    {
        var data = new byte[4];
        var reply = await client.SendAsync(new ModbusRequest(1, FunctionCode.ReadHoldingRegisters, (ushort)address, 2), data);
        return reply.IsOk ? BinaryPrimitives.ReadUInt16BigEndian(data) : null;
    }
}
