using Gateway.Center.Calls;
using Gateway.Center.Data;
using Gateway.Center.Ingest;
using Gateway.Center.Tests.Calls.Support;
using Gateway.Center.Warnings;
using Gateway.Contracts.V1.Link;
using Gateway.Core.Warnings;

namespace Gateway.Center.Tests.Calls;

public sealed class CallDeliveryTests
{
    [Fact]
    public async Task A_kill_between_sending_and_noting_repeats_the_message_once_with_the_same_id_and_loses_none()
    {
        var sms = new FakeChannel("sms");
        await using var bench = await CallBench.StartAsync(channels: [sms]);
        await bench.Store.AddPersonAsync("a", "ent", "leader-on-duty");
        await bench.OpenAsync("i1", WarningTier.Orange);
        using var kill = new CancellationTokenSource();
        sms.Does = async (_, cancellation) =>
        {
            await kill.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
            return FakeChannel.Taken;
        };
        await Should.ThrowAsync<OperationCanceledException>(async () => await bench.Sender.SendNextAsync(sms, bench.Time.GetUtcNow(), kill.Token));
        sms.Always(FakeChannel.Taken);

        await bench.RestartAsync();
        await bench.PassAsync(TimeSpan.FromMinutes(2));

        sms.Sent.Select(message => message.Id).ToList().ShouldBe([sms.Sent.First().Id, sms.Sent.First().Id]);
        var leg = (await bench.LegsAsync("i1")).Single(one => one.Channel == "sms");
        (leg.State, leg.Attempts).ShouldBe((LegState.Sent, 2));
        (await bench.FactsAsync("i1")).Count(kind => kind == "call.sent").ShouldBe(1);
    }

    [Fact]
    public async Task A_busy_provider_is_tried_again_with_growing_waits_and_then_the_next_step_is_taken_at_once()
    {
        var voice = new FakeChannel("voice");
        await using var bench = await CallBench.StartAsync(channels: [new FakeChannel("sms").Always(FakeChannel.Busy), voice]);
        await bench.Store.AddPersonAsync("a", "ent", "leader-on-duty");
        var start = bench.Time.GetUtcNow();
        await bench.OpenAsync("i1", WarningTier.Orange);

        await bench.PassAsync(TimeSpan.FromSeconds(30));

        var legs = await bench.LegsAsync("i1");
        var failed = legs.Single(leg => leg.Channel == "sms");
        (failed.State, failed.Attempts).ShouldBe((LegState.Failed, 3));
        failed.TroubleEn.ShouldBe("not sent: busy");
        legs.Single(leg => leg.Channel == "voice").QueuedAt.ShouldBe(start.AddSeconds(15), "3 minutes early, because nobody was reached");
        voice.Sent.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task When_a_provider_fails_the_second_of_its_kind_is_used()
    {
        var second = new FakeChannel("sms", "sms-2");
        await using var bench = await CallBench.StartAsync(channels: [new FakeChannel("sms", "sms-1").Always(FakeChannel.Refused), second]);
        await bench.Store.AddPersonAsync("a", "ent", "leader-on-duty");

        await bench.OpenAsync("i1", WarningTier.Orange);
        await bench.PassAsync(TimeSpan.FromSeconds(10));

        second.Sent.Count.ShouldBe(1);
        (await bench.LegsAsync("i1")).Single(leg => leg.Channel == "sms").State.ShouldBe(LegState.Sent);
    }

    [Fact]
    public async Task A_person_whom_none_of_the_plans_channels_reaches_is_reached_by_any_that_does()
    {
        await using var bench = await CallBench.StartAsync(channels: [new FakeChannel("chat")]);
        await bench.Store.AddPersonAsync("a", "ent", "principal", phone: null, chat: "a");
        await bench.OpenAsync("i1", WarningTier.Orange);

        (await bench.LegsAsync("i1")).ShouldContain(leg => leg.PersonId == "a" && leg.Channel == "chat");
    }

    [Fact]
    public async Task Somebody_who_cannot_is_followed_by_the_next_at_once()
    {
        await using var bench = await CallBench.StartAsync();
        await bench.Store.AddPersonAsync("a", "ent", "leader-on-duty");
        await bench.Store.AddPersonAsync("b", "ent", "principal");
        await bench.OpenAsync("i1", WarningTier.Orange);
        await bench.PassAsync(TimeSpan.FromSeconds(10));

        await bench.AnswerAsync((await bench.LegsAsync("i1")).First(leg => leg.PersonId == "a" && leg.Channel == "sms").Id, "cannot");

        var call = await bench.CallAsync("i1");
        call.State.ShouldBe(CallState.Running);
        call.Level.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Messages_say_tier_place_time_measures_in_both_languages_and_a_drill_says_so_first()
    {
        var sms = new FakeChannel("sms");
        await using var bench = await CallBench.StartAsync(new CallOptions { PublicAddress = "https://center.example.invalid/" }, [sms]);
        await bench.Store.AddPersonAsync("a", "ent", "leader-on-duty");
        await bench.OpenAsync("i1", WarningTier.Red, isDrill: true);
        await bench.WorkAsync();

        var message = sms.Sent.First();
        message.Text.ShouldStartWith("【演练】【红色（I级）预警】试验厂区");
        message.Text.ShouldContain("2026-03-02 09:00:00");
        message.Text.ShouldContain("停产并撤出全部受影响人员");
        message.Text.ShouldContain("[DRILL] Warning, red (level I): test works");
        message.Text.ShouldContain("stop and withdraw all affected");
        message.Subject.ShouldStartWith("【演练】");
        message.AnswerLink.ShouldNotBeNull().ShouldStartWith("https://center.example.invalid/api/v1/answer/");
    }

    [Fact]
    public async Task At_red_the_site_sounds_until_the_release_but_never_for_a_drill()
    {
        var edge = new FakeEdge();
        await using var bench = await CallBench.StartAsync(commands: [edge]);
        await bench.OpenAsync("drill", WarningTier.Red, isDrill: true);
        edge.Sent.ShouldBeEmpty();

        await bench.OpenAsync("i1", WarningTier.Red);
        await bench.ChangeAsync("i1", IncidentChange.Released, incident => incident.State = IncidentState.Released);

        edge.Sent.Select(command => (command.Kind, command.On)).ShouldBe([("sound", true), ("sound", false)]);
        edge.Sent.Select(command => command.Id).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_is_called_for_what_came_late_and_is_over_but_for_an_incident_that_lost_its_call()
    {
        await using var bench = await CallBench.StartAsync();
        foreach (var (id, isHistorical) in new[] { ("late", true), ("lost", false) })
        {
            await bench.Store.WriteAsync(
                async work =>
                {
                    var incident = CountyBuilder.Incident(id, WarningTier.Red, work.Now);
                    work.Db.Add(incident);
                    work.Db.Add(new Warning
                    {
                        Key = id, SiteId = "site", EdgeId = "e", UnitPath = incident.UnitPath, PointId = "p", AlarmId = "a", Tier = WarningTier.Red, FromTier = WarningTier.None, IsRaise = true,
                        EventTime = work.Now, DecidedTime = work.Now, ReceivedTime = work.Now, Body = "{}", IsHistorical = isHistorical, IsDrill = false, IncidentId = id,
                    });
                    if (isHistorical)
                    {
                        await bench.Observer.ChangedAsync(work, incident, IncidentChange.Opened);
                    }
                },
                CancellationToken.None);
        }

        await bench.PassAsync(TimeSpan.FromSeconds(5));

        (await bench.LegsAsync("late")).ShouldBeEmpty();
        (await bench.CallAsync("lost")).State.ShouldBe(CallState.Running);
    }

    private sealed class FakeEdge : IEdgeCommands
    {
        public List<CommandMessage> Sent { get; } = [];

        public Task SendAsync(CenterWork work, string siteId, string? edgeId, CommandMessage command)
        {
            Sent.Add(command);
            return Task.CompletedTask;
        }
    }
}
