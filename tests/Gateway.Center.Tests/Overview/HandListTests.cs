using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Tests.Calls.Support;
using Gateway.Center.Tests.Support;
using Gateway.Center.Tests.Warnings;
using Gateway.Core.Warnings;
using Gateway.Notifications.People;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Overview;

/// <summary>What the first page asks a hand for.</summary>
public sealed class HandListTests
{
    [Fact]
    public async Task A_channel_that_keeps_failing_needs_a_hand_until_something_goes_out_over_it()
    {
        await using var center = await CenterUnderTest.StartAsync(services: services => services.AddSingleton<IPersonChannel>(new FakeChannel("sms")));
        var officer = center.SignedInAs(CenterRole.DutyOfficer);
        await FactAsync(center, "call.sent", "sms", "0");
        await FactAsync(center, "call.failed", "sms", "1");
        await FactAsync(center, "call.failed", "sms", "1");
        await FactAsync(center, "call.failed", "gone", "7");
        await FactAsync(center, "call.failed", "gone", "8");
        center.Time.Advance(TimeSpan.FromMinutes(11));
        (await ChannelsAsync(officer)).ShouldBeEmpty("one message says something of its address only");

        await FactAsync(center, "call.failed", "sms", "2");
        var item = (await ChannelsAsync(officer)).ShouldHaveSingleItem("a channel no longer configured is nobody's to mend");
        (item.GetProperty("id").GetString(), item.GetProperty("tier").GetString()).ShouldBe(("sms", "orange"));
        item.GetProperty("title").GetProperty("zh").GetString()!.ShouldContain("2 条");
        (await ChannelsAsync(center.SignedInAs(CenterRole.Enterprise, "/county/town/ent/"))).ShouldBeEmpty();

        await FactAsync(center, "call.sent", "sms", "3");
        (await ChannelsAsync(officer)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_channel_that_has_failed_for_a_moment_only_is_not_shown()
    {
        await using var center = await CenterUnderTest.StartAsync(services: services => services.AddSingleton<IPersonChannel>(new FakeChannel("sms")));
        await FactAsync(center, "call.failed", "sms", "1");
        await FactAsync(center, "call.failed", "sms", "2");
        center.Time.Advance(TimeSpan.FromMinutes(9));

        (await ChannelsAsync(center.SignedInAs(CenterRole.DutyOfficer))).ShouldBeEmpty();
        center.Time.Advance(TimeSpan.FromMinutes(1));
        (await ChannelsAsync(center.SignedInAs(CenterRole.DutyOfficer))).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_instruction_stands_on_the_list_of_those_who_see_it_until_its_execution_is_reported()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var board = new Board(center);
        await board.SiteAsync("s1");
        await board.TakeAsync("s1", "a", WarningTier.Red);
        var (leader, id) = (center.SignedInAs(CenterRole.DutyLeader), (await board.TheIncidentAsync("s1")).Id);
        await Board.JsonAsync(await leader.PostAsJson($"/api/v1/incidents/{id}/instruct", new { kind = "evacuate", text = "全部撤离" }));

        var item = (await HandAsync(leader)).Single(item => item.GetProperty("title").GetProperty("en").GetString()!.Contains("no feedback", StringComparison.Ordinal));
        (item.GetProperty("id").GetString(), item.GetProperty("kind").GetString(), item.GetProperty("tier").GetString()).ShouldBe((id, "incident", "red"));
        (await HandAsync(center.SignedInAs(CenterRole.Town, "/county/other/"))).ShouldBeEmpty();

        await Board.JsonAsync(await leader.PostAsJson($"/api/v1/incidents/{id}/instructions/1/done", new { feedback = "已撤离" }));
        (await HandAsync(leader)).ShouldNotContain(one => one.GetProperty("title").GetProperty("en").GetString()!.Contains("no feedback", StringComparison.Ordinal));
    }

    private static Task FactAsync(CenterUnderTest center, string kind, string over, string leg) => center.Store.WriteAsync(
        work => Task.FromResult(work.Record(new LedgerFact(kind, "i") { UnitPath = "/county/" }, new { call = "call-i", leg, over, trouble = "busy" })), CancellationToken.None);

    private static async Task<List<JsonElement>> ChannelsAsync(HttpClient client) => [.. (await HandAsync(client)).Where(item => item.GetProperty("kind").GetString() == "channel")];

    private static async Task<List<JsonElement>> HandAsync(HttpClient client) =>
        [.. (await Board.JsonAsync(await client.GetAsync("/api/v1/overview"))).GetProperty("hand").EnumerateArray()];
}
