using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Faults;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;

namespace Gateway.Pipeline.Tests.Stages;

public sealed class GatewayFaultTests
{
    private static readonly LocalizedText s_text = new("磁盘将满", "the disk is nearly full");

    [Fact]
    public async Task A_fault_is_told_live_and_logged_once_until_it_ends()
    {
        var channel = new FakeChannel("live", WarningPath.Live, _ => NotifyOutcome.Delivered);
        await using var rig = new Rig(channels: channel).Start();
        (await rig.Pipeline.RaiseAsync(GatewayFault.DiskShort, s_text)).ShouldBeTrue();
        (await rig.Pipeline.RaiseAsync(GatewayFault.DiskShort, s_text)).ShouldBeFalse();
        (await rig.Pipeline.ClearAsync(GatewayFault.DiskShort, s_text)).ShouldBeTrue();
        (await rig.Pipeline.ClearAsync(GatewayFault.DiskShort, s_text)).ShouldBeFalse();
        await rig.Pipeline.StopAsync();
        channel.Sent.Select(w => (w.Point.Id, w.From, w.To)).ShouldBe(
            [("gateway.disk", WarningTier.None, WarningTier.Yellow), ("gateway.disk", WarningTier.Yellow, WarningTier.None)]);
        channel.Sent[0].Cause.Reason.Text.ShouldBe(s_text);
        rig.Log.Transitions.Select(t => t.To).ShouldBe([AlarmState.Unacknowledged, AlarmState.ReturnedUnacknowledged]);
    }

    [Fact]
    public async Task A_fault_goes_out_live_while_the_log_stores_nothing()
    {
        var channel = new FakeChannel("live", WarningPath.Live, _ => NotifyOutcome.Delivered);
        await using var rig = new Rig(channels: channel).Start();
        rig.Log.Open.Reset();
        await rig.Pipeline.RaiseAsync(GatewayFault.DiskShort, s_text);
        await Rig.Until(() => channel.Sent.Count == 1, "told live");
        rig.Log.Transitions.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_has_happened_stands_until_a_person_has_seen_it()
    {
        await using var rig = new Rig().Start();
        await rig.Pipeline.RaiseAsync(GatewayFault.LogDamaged, s_text);
        rig.Pipeline.FaultTier.ShouldBe(WarningTier.Yellow);
        (await rig.Pipeline.GetAlarmsAsync(CancellationToken.None)).ShouldHaveSingleItem().AlarmId.ShouldBe("gateway.log/damaged");
        (await rig.Pipeline.AcknowledgeAsync("gateway.log/damaged", "li", "seen", CancellationToken.None)).ShouldBe(CommandResult.Done);
        (await rig.Pipeline.AcknowledgeAsync("gateway.log/damaged", "li", "seen", CancellationToken.None)).ShouldBe(CommandResult.NotAllowed);
        rig.Pipeline.FaultTier.ShouldBe(WarningTier.None);
        await rig.Pipeline.StopAsync();
        rig.Log.Transitions.Select(t => (t.Event, t.Actor)).ShouldBe(
            [(AlarmEvent.Raised, null), (AlarmEvent.AcknowledgedByPerson, "li"), (AlarmEvent.ReturnedToNormal, null)]);
        (await rig.Pipeline.RaiseAsync(GatewayFault.LogDamaged, s_text)).ShouldBeTrue("it may happen again");
    }

    [Fact]
    public async Task Missing_history_of_an_earlier_run_ends_with_the_first_commit_of_this_one()
    {
        var channel = new FakeChannel("live", WarningPath.Live, _ => NotifyOutcome.Delivered);
        await using var rig = new Rig(channels: channel);
        rig.Pipeline.Restore([new AlarmRecord(
            "gateway.history/missing", "gateway.history", ConditionKind.System, WarningTier.Yellow, AlarmState.Unacknowledged, 5, 5)]).ShouldBeEmpty();
        rig.Pipeline.Holds(GatewayFault.HistoryMissing).ShouldBeTrue();
        rig.Start();
        await rig.WriteAsync(0, 0, 1);
        await Rig.Until(() => channel.Sent.Count == 1, "cleared");
        channel.Sent[0].To.ShouldBe(WarningTier.None);
        rig.Pipeline.Holds(GatewayFault.HistoryMissing).ShouldBeFalse();
    }

    [Fact]
    public void Each_fault_has_a_point_and_an_alarm_of_its_own_in_both_languages()
    {
        GatewayFault.All.Select(f => f.Point.Id).ShouldBeUnique();
        GatewayFault.All.ShouldAllBe(f => f.AlarmId.StartsWith(f.Point.Id + "/", StringComparison.Ordinal));
        GatewayFault.All.ShouldAllBe(f => f.Point.Name.Zh.Length > 0 && f.Point.Name.En.Length > 0 && f.Tier > WarningTier.None);
    }

    [Fact]
    public void A_gap_record_comes_back_as_it_was_written_and_nonsense_is_none()
    {
        var gap = new GapRecord
        {
            Reason = GapReason.DiskFull, FromTime = 10, ToTime = 20, Readings = 3, Entries = 2, FromSequence = 7, ToSequence = 8, Readers = ["influx"],
        };
        var back = GapCodec.Decode(GapCodec.Encode(gap))!;
        (back with { Readers = gap.Readers }).ShouldBe(gap);
        back.Readers.ShouldBe(gap.Readers);
        GapCodec.Decode("{}"u8).ShouldBeNull();
        GapCodec.Decode("nonsense"u8).ShouldBeNull();
        Enum.GetValues<GapReason>().Select(r => GapRecord.Describe(r).Zh).ShouldBeUnique();
    }
}
