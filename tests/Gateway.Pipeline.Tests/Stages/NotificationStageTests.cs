using Gateway.Core.Warnings;
using Gateway.Pipeline.Ports;

namespace Gateway.Pipeline.Tests.Stages;

public sealed class NotificationStageTests
{
    [Fact]
    public async Task A_durable_channel_is_told_from_the_log_and_its_cursor_moves()
    {
        var webhook = new FakeChannel("webhook", WarningPath.Durable, _ => NotifyOutcome.Delivered);
        await using var rig = new Rig(channels: webhook).Start();
        await rig.WriteAsync(0, 0, 99);
        await Rig.Until(() => webhook.Sent.Count == 1 && rig.Log.GetCursor("webhook") == 1, "told");
        webhook.Sent[0].To.ShouldBe(WarningTier.Red);
        webhook.Sent[0].Cause.Reason.Text.Zh.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_durable_channel_is_tried_again_until_it_takes_the_warning()
    {
        var webhook = new FakeChannel("webhook", WarningPath.Durable, n => n == 1 ? NotifyOutcome.Retry : NotifyOutcome.Delivered);
        await using var rig = new Rig(channels: webhook).Start();
        await rig.WriteAsync(0, 0, 99);
        await Rig.Until(() => rig.Log.GetCursor("webhook") == 1, "told in the end");
        webhook.Sent.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_live_channel_that_failed_is_told_once_more_from_the_log()
    {
        var siren = new FakeChannel("siren", WarningPath.Live, _ => NotifyOutcome.Retry);
        await using var rig = new Rig(channels: siren).Start();
        await rig.WriteAsync(0, 0, 99);
        await Rig.Until(() => rig.Log.GetCursor("siren.missed") == 1, "read from the log");
        siren.Sent.Count.ShouldBe(2);
        siren.Sent[1].Id.ShouldBe(siren.Sent[0].Id);
    }

    [Fact]
    public async Task A_channel_that_throws_does_not_stop_another()
    {
        var bad = new FakeChannel("bad", WarningPath.Live, _ => throw new InvalidOperationException("broken"));
        var good = new FakeChannel("good", WarningPath.Live, _ => NotifyOutcome.Delivered);
        await using var rig = new Rig(null, null, bad, good).Start();
        await rig.WriteAsync(0, 0, 99);
        await rig.WriteAsync(0, 2, 99);
        await Rig.Until(() => good.Sent.Count == 2, "good channel told");
    }

    [Fact]
    public async Task A_live_channel_is_told_what_an_earlier_run_left_behind_its_cursor()
    {
        var log = new MemoryLog();
        await using (var killed = new Rig(log).Start())
        {
            // Logged, but the process ended before the siren had it.
            await killed.WriteAsync(0, 0, 99);
            await Rig.Until(() => log.LastSequence > 0, "logged");
        }

        var siren = new FakeChannel("siren", WarningPath.Live, _ => NotifyOutcome.Delivered);
        await using var rig = new Rig(log, null, null, siren).Start();
        await Rig.Until(() => siren.Sent.Count == 1, "told after the restart");
        siren.Sent[0].To.ShouldBe(WarningTier.Red);

        var before = log.LastSequence;
        await rig.WriteAsync(0, 2, 99);
        await Rig.Until(() => siren.Sent.Count > 1, "told live");
        await rig.WriteAsync(0, 4, 99);
        await Rig.Until(() => log.LastSequence > before + 1 && log.GetCursor("siren.missed") > before + 1, "read on");
        siren.Sent.Select(w => w.Point.Id).ShouldBe(["p0", "p2", "p4"]);
    }
}
