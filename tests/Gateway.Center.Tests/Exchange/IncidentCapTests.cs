using System.Net;
using System.Text;
using Gateway.Center.Access;
using Gateway.Center.Tests.Evidence;
using Gateway.Center.Tests.Support;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;
using Gateway.Notifications.Cap;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Tests.Exchange;

public sealed class IncidentCapTests
{
    [Fact]
    public async Task An_incident_is_told_as_alert_update_and_cancel_each_referring_to_those_before()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await Board.SetUpAsync(center);
        var client = center.SignedInAs(CenterRole.Town, "/county/town/");
        var alert = await ReadAsync(client);
        alert.ShouldSatisfyAllConditions(
            a => a.MessageType.ShouldBe(CapMessageType.Alert), a => a.Status.ShouldBe(CapStatus.Actual), a => a.Infos.Select(info => info.Language).ShouldBe(["zh-CN", "en-US"]),
            a => a.Infos.ShouldAllBe(info => info.Severity == CapSeverity.Severe), a => a.Infos[0].Areas[0].Circles.Single().Center.ShouldBe(new CapPoint(36.2, 118.5)),
            a => a.Infos[0].Parameters.Single(p => p.Name == "gb35965Identifier").Value.Length.ShouldBe(31));

        center.Time.Advance(TimeSpan.FromMinutes(1));
        await Board.FactAsync(center, "incident.raised", Board.Incident, "site-a", new { tier = "red" });
        var update = await ReadAsync(client);
        update.ShouldSatisfyAllConditions(
            u => u.MessageType.ShouldBe(CapMessageType.Update), u => u.Infos[0].Severity.ShouldBe(CapSeverity.Extreme), u => u.References.ShouldBe([new CapReference(alert.Sender, alert.Identifier, alert.Sent)]));

        await Board.FactAsync(center, "incident.released", Board.Incident, "site-a", new { });
        var cancel = await ReadAsync(client);
        cancel.ShouldSatisfyAllConditions(c => c.MessageType.ShouldBe(CapMessageType.Cancel), c => c.References.Count.ShouldBe(2), c => c.Infos[0].Responses.ShouldBe([CapResponse.AllClear]));
        (await ReadAsync(client, "?message=1")).Identifier.ShouldBe(alert.Identifier);
        (await center.SignedInAs(CenterRole.Town, "/county/other/").GetAsync($"/api/v1/cap/{Board.Incident}.xml")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_drill_is_an_exercise_and_stays_out_of_the_feed_unless_asked_for()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await Board.SetUpAsync(center, isDrill: true);
        var client = center.SignedInAs(CenterRole.DutyOfficer);

        (await ReadAsync(client)).ShouldSatisfyAllConditions(a => a.Status.ShouldBe(CapStatus.Exercise), a => a.Infos[0].Headline!.ShouldContain("【演练】"), a => a.Infos[1].Headline!.ShouldContain("[DRILL]"));
        (await client.GetStringAsync("/api/v1/cap/feed.atom")).ShouldNotContain(Board.Incident);
        (await client.GetStringAsync("/api/v1/cap/feed.atom?drills=true")).ShouldContain(Board.Incident);
    }

    [Fact]
    public async Task The_feed_holds_what_is_as_grave_as_was_asked_for()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await Board.SetUpAsync(center);
        await center.Store.WriteAsync(async work => (await work.Db.Set<Incident>().SingleAsync()).Tier = WarningTier.Yellow, CancellationToken.None);
        var client = center.SignedInAs(CenterRole.DutyOfficer);

        (await client.GetStringAsync("/api/v1/cap/feed.atom?tier=orange")).ShouldNotContain(Board.Incident);
        (await client.GetStringAsync("/api/v1/cap/feed.atom?tier=yellow")).ShouldContain(Board.Incident);
    }

    private static async Task<CapAlert> ReadAsync(HttpClient client, string query = "")
    {
        var xml = await client.GetByteArrayAsync($"/api/v1/cap/{Board.Incident}.xml{query}");
        var alert = CapReader.Read(xml, out var errors);
        errors.ShouldBeEmpty(Encoding.UTF8.GetString(xml));
        return alert!;
    }
}
