using Gateway.Simulators.Encoding;
using Gateway.Simulators.Faults;
using Gateway.Simulators.Modbus;

namespace Gateway.Simulators.Tests.Modbus;

public sealed class ModbusServerTests : IAsyncDisposable
{
    private readonly ModbusUnit _unit = new(1, coils: 16, discretes: 16, inputs: 8, holdings: 200) { Writable = true };
    private readonly ModbusServerContext _context = new("plc", new TcpFraming(), new FaultTimetable(1), TimeProvider.System);
    private readonly ModbusTcpServer _server;

    public ModbusServerTests()
    {
        _unit.PlaceSequence(RegisterTable.Holding, 0, ByteOrder.Abcd);
        _unit.Holdings[5] = 0x1234;
        _unit.Inputs[2] = 7;
        _unit.Discretes[9] = true;
        _context.Add(_unit);
        _server = new ModbusTcpServer(_context);
    }

    [Fact]
    public async Task Answers_all_requests_of_one_receive_in_order()
    {
        using var master = new RawMaster(_server.Port);
        master.Send([.. RawMaster.TcpRead(1, 1, 5, 1), .. RawMaster.TcpRead(2, 1, 2, 1, 4), .. RawMaster.TcpRead(3, 1, 8, 4, 2)]);
        (await master.ReceiveAsync(32)).ShouldBe(
            [0, 1, 0, 0, 0, 5, 1, 3, 2, 0x12, 0x34, 0, 2, 0, 0, 0, 5, 1, 4, 2, 0, 7, 0, 3, 0, 0, 0, 4, 1, 2, 1, 0b10]);
    }

    [Fact]
    public async Task Understands_a_request_that_comes_byte_by_byte()
    {
        using var master = new RawMaster(_server.Port);
        foreach (var one in RawMaster.TcpRead(9, 1, 5, 1))
        {
            master.Send(one);
        }

        (await master.ReceiveAsync(11))[9..].ShouldBe([0x12, 0x34]);
    }

    [Theory]
    [InlineData(3, 150, 60, 2)]
    [InlineData(3, 0, 126, 3)]
    [InlineData(3, 0, 0, 3)]
    [InlineData(43, 0, 1, 1)]
    public async Task Refuses_with_the_exception_of_the_specification(byte function, int address, int count, byte code)
    {
        using var master = new RawMaster(_server.Port);
        master.Send(RawMaster.TcpRead(1, 1, address, count, function));
        (await master.ReceiveAsync(9))[7..].ShouldBe([(byte)(function | 0x80), code]);
    }

    [Fact]
    public async Task Answers_for_a_foreign_unit_like_a_gateway_whose_target_is_silent()
    {
        using var master = new RawMaster(_server.Port);
        master.Send(RawMaster.TcpRead(1, 77, 0, 1));
        (await master.ReceiveAsync(9))[6..].ShouldBe([77, 0x83, 0x0B]);
    }

    [Fact]
    public async Task Raises_the_sequence_only_with_replies_that_hold_both_its_registers()
    {
        using var master = new RawMaster(_server.Port);
        master.Send([.. RawMaster.TcpRead(1, 1, 0, 1), .. RawMaster.TcpRead(2, 1, 1, 2), .. RawMaster.TcpRead(3, 1, 0, 2), .. RawMaster.TcpRead(4, 1, 0, 6)]);
        var all = await master.ReceiveAsync(11 + 13 + 13 + 21);
        all[33..37].ShouldBe([0, 0, 0, 1]);
        all[46..50].ShouldBe([0, 0, 0, 2]);
        _unit.Sequence.ShouldBe(2u);
    }

    [Fact]
    public async Task Lets_a_master_write_coils_and_registers_and_tells_of_it()
    {
        var written = new List<(RegisterTable, int, int)>();
        _unit.Written = (table, address, count) => written.Add((table, address, count));
        using var master = new RawMaster(_server.Port);
        master.Send(0, 1, 0, 0, 0, 6, 1, 5, 0, 3, 0xFF, 0);
        (await master.ReceiveAsync(12)).ShouldBe([0, 1, 0, 0, 0, 6, 1, 5, 0, 3, 0xFF, 0]);
        master.Send(0, 2, 0, 0, 0, 8, 1, 15, 0, 4, 0, 3, 1, 0b101);
        (await master.ReceiveAsync(12))[7..].ShouldBe([15, 0, 4, 0, 3]);
        master.Send(0, 3, 0, 0, 0, 6, 1, 6, 0, 20, 0xAB, 0xCD);
        (await master.ReceiveAsync(12))[7..].ShouldBe([6, 0, 20, 0xAB, 0xCD]);
        master.Send(0, 4, 0, 0, 0, 11, 1, 16, 0, 21, 0, 2, 4, 1, 2, 3, 4);
        (await master.ReceiveAsync(12))[7..].ShouldBe([16, 0, 21, 0, 2]);
        _unit.Coils[3..8].ShouldBe([true, true, false, true, false]);
        _unit.Holdings[20..23].ShouldBe([0xABCD, 0x0102, 0x0304]);
        written.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Refuses_writing_where_nothing_is_an_output()
    {
        _unit.Writable = false;
        using var master = new RawMaster(_server.Port);
        master.Send(0, 1, 0, 0, 0, 6, 1, 5, 0, 3, 0xFF, 0);
        (await master.ReceiveAsync(9))[7..].ShouldBe([0x85, 1]);
        _unit.Coils[3].ShouldBeFalse();
    }

    [Fact]
    public async Task A_silent_server_accepts_and_never_answers()
    {
        _context.Silent = true;
        using var master = new RawMaster(_server.Port);
        master.Send(RawMaster.TcpRead(1, 1, 0, 1));
        (await master.ReceiveAsync(1, 150)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Serves_rtu_frames_and_skips_noise_between_them()
    {
        var context = new ModbusServerContext("line", new RtuFraming(), new FaultTimetable(1), TimeProvider.System);
        context.Add(_unit);
        await using var server = new ModbusTcpServer(context);
        using var master = new RawMaster(server.Port);
        master.Send([0xFF, 0x00, .. RawMaster.Rtu(1, 3, 0, 5, 0, 1), .. RawMaster.Rtu(9, 3, 0, 5, 0, 1), .. RawMaster.Rtu(1, 4, 0, 2, 0, 1)]);
        (await master.ReceiveAsync(14)).ShouldBe([.. RawMaster.Rtu(1, 3, 2, 0x12, 0x34), .. RawMaster.Rtu(1, 4, 2, 0, 7)]);
    }

    [Fact]
    public async Task Survives_any_bytes()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var bytes = new byte[500];
            new Random(seed).NextBytes(bytes);
            using var hostile = new RawMaster(_server.Port);
            hostile.Send(bytes);
        }

        using var master = new RawMaster(_server.Port);
        master.Send(RawMaster.TcpRead(1, 1, 5, 1));
        (await master.ReceiveAsync(11))[9..].Length.ShouldBe(2);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
