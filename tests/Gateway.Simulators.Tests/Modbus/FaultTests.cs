using Gateway.Simulators.Encoding;
using Gateway.Simulators.Faults;
using Gateway.Simulators.Modbus;

namespace Gateway.Simulators.Tests.Modbus;

public sealed class FaultTests : IAsyncDisposable
{
    private static readonly byte[] Healthy = [0, 7, 0, 0, 0, 7, 1, 3, 4, 0, 0, 0x12, 0x34];
    private readonly ModbusUnit _unit = new(1, holdings: 10);
    private readonly FaultTimetable _faults = new(1);
    private readonly ModbusServerContext _context;
    private readonly ModbusTcpServer _server;
    private readonly RawMaster _master;

    public FaultTests()
    {
        _unit.Holdings[5] = 0x1234;
        _unit.PlaceSequence(RegisterTable.Holding, 0, ByteOrder.Abcd);
        _context = new ModbusServerContext("plc", new TcpFraming(), _faults, TimeProvider.System);
        _context.Add(_unit, "plc-1");
        _context.Add(new ModbusUnit(2, holdings: 10), "plc-2");
        _server = new ModbusTcpServer(_context);
        _master = new RawMaster(_server.Port);
    }

    [Fact]
    public async Task Drop_leaves_the_request_without_a_reply()
    {
        Ask(new Fault(FaultKind.Drop));
        (await _master.ReceiveAsync(1, 150)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Delay_sends_the_healthy_reply_late()
    {
        var start = TimeProvider.System.GetTimestamp();
        Ask(new Fault(FaultKind.Delay, DelayMs: 200));
        (await _master.ReceiveAsync(13)).ShouldBe(Healthy);
        TimeProvider.System.GetElapsedTime(start).TotalMilliseconds.ShouldBeGreaterThan(180);
    }

    [Fact]
    public async Task Wrong_id_carries_another_transaction()
    {
        Ask(new Fault(FaultKind.WrongId));
        var reply = await _master.ReceiveAsync(13);
        reply[..2].ShouldNotBe(Healthy[..2]);
        reply[2..].ShouldBe(Healthy[2..]);
    }

    [Fact]
    public async Task Wrong_unit_carries_another_unit()
    {
        Ask(new Fault(FaultKind.WrongUnit));
        (await _master.ReceiveAsync(13))[6].ShouldBe((byte)2);
    }

    [Fact]
    public async Task Drip_comes_byte_by_byte()
    {
        var start = TimeProvider.System.GetTimestamp();
        Ask(new Fault(FaultKind.Drip, DelayMs: 30));
        (await _master.ReceiveAsync(1)).ShouldBe(Healthy[..1]);
        (await _master.ReceiveAsync(12)).ShouldBe(Healthy[1..]);
        TimeProvider.System.GetElapsedTime(start).TotalMilliseconds.ShouldBeGreaterThan(12 * 28);
    }

    [Fact]
    public async Task Exception_carries_its_code()
    {
        Ask(new Fault(FaultKind.Exception, ExceptionCode: 6));
        (await _master.ReceiveAsync(9))[7..].ShouldBe([0x83, 6]);
    }

    [Fact]
    public async Task Garbage_is_not_a_frame()
    {
        Ask(new Fault(FaultKind.Garbage));
        (await _master.ReceiveAsync(13))[..7].ShouldNotBe(Healthy[..7]);
    }

    [Fact]
    public async Task Truncated_ends_in_the_middle()
    {
        Ask(new Fault(FaultKind.Truncated));
        (await _master.ReceiveAsync(6)).ShouldBe(Healthy[..6]);
        (await _master.ReceiveAsync(7, 200)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Disconnect_closes_the_connection()
    {
        Ask(new Fault(FaultKind.Disconnect));
        (await _master.ClosedAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Hits_only_its_target_and_ends_when_taken_back()
    {
        using (_faults.Add(new Fault(FaultKind.Drop, "plc-1")))
        {
            _master.Send([.. Request(7, 1), .. Request(8, 2)]);
            (await _master.ReceiveAsync(13))[..2].ShouldBe([0, 8]);
        }

        _master.Send(Request(7, 1));
        (await _master.ReceiveAsync(13)).ShouldBe(Healthy);
    }

    [Fact]
    public async Task A_spoilt_reply_never_raises_the_sequence()
    {
        foreach (var kind in Enum.GetValues<FaultKind>().Where(k => k != FaultKind.Disconnect))
        {
            using var fault = _faults.Add(new Fault(kind, DelayMs: 1));
            var before = _faults.Applied;
            _master.Send(RawMaster.TcpRead(1, 1, 0, 2));

            // The server may take its time on a busy machine; a fault taken back before it has looked would not be met.
            for (var waited = 0; _faults.Applied == before && waited < 1000; waited++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            }
        }

        _faults.Applied.ShouldBe(8);
        _unit.Sequence.ShouldBe(0u);

        // What is left of the spoilt replies comes first, however late it is.
        _master.Send(RawMaster.TcpRead(0x4242, 1, 0, 2));
        byte[] head = [0x42, 0x42, 0, 0, 0, 7, 1, 3, 4];
        var came = new List<byte>();
        while (came.Count < 13 || !came.TakeLast(13).Take(head.Length).SequenceEqual(head))
        {
            var next = await _master.ReceiveAsync(1);
            next.ShouldNotBeEmpty();
            came.Add(next[0]);
        }

        came.TakeLast(4).ShouldBe([0, 0, 0, 1]);
    }

    [Fact]
    public void Follows_the_timetable_and_draws_its_share_from_the_seed()
    {
        var faults = new FaultTimetable(3);
        faults.Schedule(10, 20, new Fault(FaultKind.Drop, Probability: 0.5));
        faults.MoveTo(9.99);
        faults.Find("x", null, 1).ShouldBeNull();
        faults.MoveTo(10);
        var hits = Enumerable.Range(0, 1000).Count(_ => faults.Find("x", null, 1) is not null);
        hits.ShouldBeInRange(430, 570);
        faults.MoveTo(20);
        faults.Find("x", null, 1).ShouldBeNull();
    }

    public async ValueTask DisposeAsync()
    {
        _master.Dispose();
        await _server.DisposeAsync();
    }

    private static byte[] Request(ushort id, byte unit) => RawMaster.TcpRead(id, unit, 4, 2);

    private void Ask(Fault fault)
    {
        _faults.Add(fault);
        _master.Send(Request(7, 1));
    }
}
