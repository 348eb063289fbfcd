using System.Text.Json;
using Gateway.Simulators.Faults;
using Gateway.Simulators.Hosting;
using Gateway.Simulators.Scenarios;
using Gateway.Simulators.Tests.Modbus;
using Gateway.Simulators.Tests.Mqtt;
using Gateway.Testing.Time;

namespace Gateway.Simulators.Tests.Hosting;

public class SimulatorHostTests
{
    [Fact]
    public async Task Shows_the_story_over_modbus_and_notes_change_and_first_reply()
    {
        var time = new ManualTimeProvider();
        await using var host = await SimulatorHost.StartAsync(ScenarioRun.Load("demo"), new SimulatorOptions(), time);
        using var master = new RawMaster(host.Endpoints["gas-controller"]);
        time.Advance(TimeSpan.FromSeconds(6));
        host.Ledger.Changes.ShouldContain(c => c.Device == "gas-controller" && c.Field == "ch1" && c.Level == "blue" && c.SentUnixUs == null);
        time.Advance(TimeSpan.FromSeconds(2));
        master.Send(RawMaster.TcpRead(1, 1, 0, 20));
        var reply = await master.ReceiveAsync(49);
        reply[9..13].ShouldBe([0, 0, 0, 1]);
        ((reply[29] << 8) | reply[30]).ShouldBeInRange(150, 300);
        var change = host.Ledger.Changes.Single(c => c.Device == "gas-controller" && c.Field == "ch1" && c.Level == "blue");
        change.Sequence.ShouldBe(1);
        (change.SentUnixUs - change.ChangedUnixUs)!.Value.ShouldBeInRange(2_000_000, 4_000_000);
    }

    [Fact]
    public async Task Publishes_json_with_rising_sequence_and_knows_what_was_acknowledged()
    {
        using var broker = new FakeBroker();
        var options = new SimulatorOptions { BrokerHost = "127.0.0.1", BrokerPort = broker.Port };
        await using var host = await SimulatorHost.StartAsync(ScenarioRun.Load("demo"), options, TimeProvider.System);
        await broker.WaitForAsync(() => broker.Packets.Count > 12);
        await host.StopAsync();
        var sent = host.Ledger.Devices.Single(d => d.Device == "gd-101");
        sent.Unacknowledged().ShouldBeEmpty();
        var messages = broker.Packets.Where(p => p.Head == 0x32).Select(p => Split(p.Body)).Where(m => m.Topic == "site/demo/gas/gd-101").ToArray();
        messages.Select(m => m.Json.GetProperty("seq").GetInt64()).ShouldBe(Enumerable.Range(1, (int)sent.LastSent).Select(i => (long)i));
        messages.ShouldAllBe(m => m.Json.GetProperty("lel").GetDouble() >= 0 && m.Json.GetProperty("ts").GetInt64() > 1_700_000_000_000);
    }

    [Fact]
    public async Task A_test_may_set_a_value_and_take_it_back()
    {
        var time = new ManualTimeProvider();
        await using var host = await SimulatorHost.StartAsync(ScenarioRun.Load("tank-overfill"), new SimulatorOptions(), time);
        host.SetValue("tank-101", "level", 97.5);
        BitConverter.UInt32BitsToSingle(Dcba(host.Unit("tank-101").Holdings, 2)).ShouldBe(97.5f);
        host.Ledger.Changes.Single(c => c.Device == "tank-101").Level.ShouldBe("red");
        host.SetValue("tank-101", "level", null);
        BitConverter.UInt32BitsToSingle(Dcba(host.Unit("tank-101").Holdings, 2)).ShouldBe(55f, 0.5f);
        Should.Throw<ArgumentException>(() => host.SetValue("tank-101", "nothing", 1));
    }

    [Fact]
    public async Task Shows_the_fault_code_only_while_the_event_lasts()
    {
        var time = new ManualTimeProvider();
        await using var host = await SimulatorHost.StartAsync(ScenarioRun.Load("demo"), new SimulatorOptions(), time);
        var unit = host.Unit("gas-controller");
        time.Advance(TimeSpan.FromSeconds(19.9));
        unit.Holdings[38].ShouldNotBe((ushort)0xFFFF);
        time.Advance(TimeSpan.FromSeconds(0.2));
        (unit.Holdings[38], unit.Holdings[39]).ShouldBe(((ushort)0xFFFF, (ushort)4));
        time.Advance(TimeSpan.FromSeconds(10));
        unit.Holdings[38].ShouldNotBe((ushort)0xFFFF);
    }

    [Fact]
    public async Task Faults_of_the_timetable_come_and_go_on_the_wire()
    {
        var time = new ManualTimeProvider();
        await using var host = await SimulatorHost.StartAsync(ScenarioRun.Load("faults"), new SimulatorOptions(), time);
        using var master = new RawMaster(host.Endpoints["plc"]);
        time.Advance(TimeSpan.FromSeconds(112));
        master.Send(RawMaster.TcpRead(1, 1, 4, 1));
        (await master.ReceiveAsync(9))[7..].ShouldBe([0x83, 4]);
        master.Send(RawMaster.TcpRead(2, 2, 4, 1));
        (await master.ReceiveAsync(11))[9..].ShouldBe([0x12, 0x34]);
        time.Advance(TimeSpan.FromSeconds(9));
        master.Send(RawMaster.TcpRead(3, 1, 4, 1));
        (await master.ReceiveAsync(11))[9..].ShouldBe([0x12, 0x34]);
        host.Faults.Applied.ShouldBe(1);
    }

    [Fact]
    public async Task Begins_the_story_again_and_notes_its_levels_again()
    {
        var time = new ManualTimeProvider();
        await using var host = await SimulatorHost.StartAsync(ScenarioRun.Load("demo"), new SimulatorOptions { Speed = 10 }, time);
        time.Advance(TimeSpan.FromSeconds(25));
        host.Ledger.Changes.Count(c => c.Field == "crackVelocity" && c.Level == "red").ShouldBe(2);
        host.Ledger.Changes.Count(c => c.Field == "hopperTemp" && c.Device == "dust-collector" && c.Level == "red").ShouldBe(2);
    }

    [Fact]
    public async Task Says_which_serial_line_and_dial_in_target_are_missing()
    {
        var scenario = ScenarioLoader.Parse("""
            {"name":"x","durationSeconds":1,"modbus":[
              {"id":"line","transport":"serial","units":[{"unit":1,"device":"a","fields":[{"id":"v","address":0}]}]},
              {"id":"dtu","transport":"dialIn","units":[{"unit":1,"device":"b","fields":[{"id":"v","address":0}]}]}]}
            """);
        var e = await Should.ThrowAsync<ScenarioException>(() => SimulatorHost.StartAsync(scenario, new SimulatorOptions(), TimeProvider.System));
        e.Errors.Select(x => x.Path).ShouldBe(["modbus[line]", "modbus[dtu]"]);
    }

    [Fact]
    public async Task The_ledger_is_json_that_a_report_can_read()
    {
        var time = new ManualTimeProvider();
        await using var host = await SimulatorHost.StartAsync(ScenarioRun.Load("demo"), new SimulatorOptions(), time);
        time.Advance(TimeSpan.FromSeconds(40));
        using var json = JsonDocument.Parse(host.Ledger.ToJson());
        json.RootElement.GetProperty("devices").GetArrayLength().ShouldBe(4);
        json.RootElement.GetProperty("changes").EnumerateArray().Count(c => c.GetProperty("level").GetString() == "red").ShouldBeGreaterThanOrEqualTo(5);
    }

    private static uint Dcba(ushort[] r, int at) =>
        (uint)((r[at] >> 8) | ((r[at] & 0xFF) << 8) | ((r[at + 1] >> 8) << 16) | ((r[at + 1] & 0xFF) << 24));

    private static (string Topic, JsonElement Json) Split(byte[] body)
    {
        var length = (body[0] << 8) | body[1];
        return (System.Text.Encoding.UTF8.GetString(body, 2, length), JsonSerializer.Deserialize<JsonElement>(body.AsSpan(4 + length)));
    }
}
