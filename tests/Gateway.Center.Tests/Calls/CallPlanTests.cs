using Gateway.Center.Calls;
using Gateway.Center.Calls.Plans;
using Gateway.Center.Tests.Calls.Support;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;

namespace Gateway.Center.Tests.Calls;

public sealed class CallPlanTests
{
    /// <summary>Minute of the plan, role, channel that must have been tried by then.</summary>
    [Theory]
    [InlineData(WarningTier.Red, "0 leader-on-duty sms, 0 county-duty console, 1 leader-on-duty voice, 5 principal voice, 10 county-emergency-head voice, 15 government-duty voice, 20 county-duty voice")]
    [InlineData(WarningTier.Orange, "0 leader-on-duty sms, 0 county-duty console, 3 leader-on-duty voice, 10 principal voice, 20 county-emergency-head voice, 30 government-duty voice, 35 county-duty voice")]
    [InlineData(WarningTier.Yellow, "0 leader-on-duty sms, 0 county-duty console, 15 leader-on-duty voice, 30 county-duty voice, 35 county-duty sms")]
    public async Task An_unanswered_warning_goes_up_by_the_minutes_of_its_tier(WarningTier tier, string expected)
    {
        await using var bench = await CallBench.StartAsync();
        await bench.Store.AddEverybodyAsync();
        var start = bench.Time.GetUtcNow();

        await bench.OpenAsync("i1", tier);
        await bench.PassAsync(TimeSpan.FromMinutes(36), TimeSpan.FromSeconds(30));

        var legs = await bench.LegsAsync("i1");
        foreach (var parts in expected.Split(", ").Select(line => line.Split(' ')))
        {
            var at = start.AddMinutes(int.Parse(parts[0]));
            legs.ShouldContain(leg => leg.Role == parts[1] && leg.Channel == parts[2] && leg.QueuedAt == at && leg.State == LegState.Sent, string.Join(' ', parts));
        }

        legs.Where(leg => leg.Channel == "voice").Min(leg => leg.QueuedAt).ShouldBe(start.AddMinutes(tier == WarningTier.Red ? 1 : tier == WarningTier.Orange ? 3 : 15));
    }

    [Fact]
    public async Task A_blue_warning_at_night_waits_for_the_morning_and_ends_after_its_digest()
    {
        await using var bench = await CallBench.StartAsync();
        await bench.Store.AddEverybodyAsync();
        bench.Time.SetUtcNow(new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero));
        await bench.OpenAsync("night", WarningTier.Blue);

        (await bench.LegsAsync("night")).ShouldBeEmpty();
        await bench.PassAsync(TimeSpan.FromHours(9), TimeSpan.FromMinutes(5));
        (await bench.LegsAsync("night")).ShouldAllBe(leg => leg.Role == "safety-officer" && leg.QueuedAt == new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero));
        await bench.PassAsync(TimeSpan.FromHours(2), TimeSpan.FromMinutes(5));

        (await bench.LegsAsync("night")).ShouldContain(leg => leg.Role == "safety-director" && leg.Channel == "email");
        (await bench.CallAsync("night")).State.ShouldBe(CallState.Ended);
    }

    [Fact]
    public async Task A_raise_begins_the_higher_plan_and_an_earlier_answer_does_not_count_for_it()
    {
        await using var bench = await CallBench.StartAsync();
        await bench.Store.AddEverybodyAsync();
        await bench.OpenAsync("i1", WarningTier.Yellow);
        await bench.PassAsync(TimeSpan.FromMinutes(1));
        var first = (await bench.LegsAsync("i1")).First(leg => leg.Channel == "sms");
        await bench.AnswerAsync(first.Id);
        (await bench.CallAsync("i1")).State.ShouldBe(CallState.Answered);

        await bench.ChangeAsync("i1", IncidentChange.Raised, incident => incident.Tier = WarningTier.Orange);
        await bench.PassAsync(TimeSpan.FromMinutes(3));

        var call = await bench.CallAsync("i1");
        (call.State, call.Tier).ShouldBe((CallState.Running, WarningTier.Orange));
        var legs = await bench.LegsAsync("i1");
        legs.ShouldContain(leg => leg.Tier == WarningTier.Orange && leg.Channel == "voice" && leg.Role == "leader-on-duty");
        legs.Single(leg => leg.Id == first.Id).Answer.ShouldBe("received");
    }

    [Fact]
    public async Task Red_needs_two_different_people()
    {
        await using var bench = await CallBench.StartAsync();
        await bench.Store.AddEverybodyAsync();
        await bench.OpenAsync("i1", WarningTier.Red);
        await bench.PassAsync(TimeSpan.FromMinutes(2));
        var legs = await bench.LegsAsync("i1");
        foreach (var leg in legs.Where(leg => leg.PersonId == "leader-on-duty"))
        {
            await bench.AnswerAsync(leg.Id);
        }

        (await bench.CallAsync("i1")).State.ShouldBe(CallState.Running);
        await bench.AnswerAsync(legs.First(leg => leg.PersonId == "county-duty").Id);

        (await bench.CallAsync("i1")).State.ShouldBe(CallState.Answered);
        (await bench.FactsAsync("i1")).Count(kind => kind == "call.answered.enough").ShouldBe(1);
    }

    [Fact]
    public async Task Those_who_answered_are_reminded_while_the_warning_stands_and_the_release_ends_it()
    {
        await using var bench = await CallBench.StartAsync(new CallOptions { Plans = new Dictionary<string, PlanOptions> { ["red"] = new() { Steps = [new PlanStep(0, ["principal"], ["sms"])] } } });
        await bench.Store.AddEverybodyAsync();
        await bench.OpenAsync("i1", WarningTier.Red);
        await bench.PassAsync(TimeSpan.FromSeconds(5));
        await bench.AnswerAsync((await bench.LegsAsync("i1")).Single(leg => leg.Channel == "sms").Id);

        await bench.PassAsync(TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(1));
        (await bench.LegsAsync("i1")).ShouldNotContain(leg => leg.IsReminder);
        await bench.PassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(1));
        (await bench.LegsAsync("i1")).ShouldContain(leg => leg.IsReminder && leg.Channel == "sms" && leg.State == LegState.Sent);
        await bench.ChangeAsync("i1", IncidentChange.Released, incident => incident.State = IncidentState.Released);
        var before = (await bench.LegsAsync("i1")).Count;
        await bench.PassAsync(TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(1));

        (await bench.CallAsync("i1")).State.ShouldBe(CallState.Ended);
        (await bench.LegsAsync("i1")).Count.ShouldBe(before);
    }

    [Fact]
    public async Task The_roster_of_the_moment_comes_before_the_list_of_holders()
    {
        await using var bench = await CallBench.StartAsync();
        await bench.Store.AddEverybodyAsync();
        await bench.Store.AddPersonAsync("night", "county", "none");
        await bench.Store.AddPersonAsync("boss", "ent", "none");
        await bench.Store.AddShiftAsync("county", bench.Time.GetUtcNow().AddHours(-1), 8, ["night"]);
        await bench.Store.AddShiftAsync("ent", bench.Time.GetUtcNow().AddHours(-1), 8, ["night"], "boss");

        await bench.OpenAsync("i1", WarningTier.Red);

        var legs = await bench.LegsAsync("i1");
        legs.Where(leg => leg.Role == "county-duty").ShouldAllBe(leg => leg.PersonId == "night");
        legs.Where(leg => leg.Role == "leader-on-duty").ShouldAllBe(leg => leg.PersonId == "boss");
    }

    [Fact]
    public async Task The_roster_of_the_county_is_neither_the_town_s_duty_nor_the_leader_on_duty_of_an_enterprise()
    {
        await using var bench = await CallBench.StartAsync();
        await bench.Store.AddEverybodyAsync();
        await bench.Store.AddPersonAsync("night", "county", "none");
        await bench.Store.AddPersonAsync("chief", "county", "none");
        await bench.Store.AddShiftAsync("county", bench.Time.GetUtcNow().AddHours(-1), 8, ["night"], "chief");

        await bench.OpenAsync("i1", WarningTier.Red);

        (await bench.LegsAsync("i1")).Select(leg => leg.PersonId).OfType<string>().Distinct().Order(StringComparer.Ordinal).ShouldBe(["leader-on-duty", "night", "town-duty"]);
    }

    [Fact]
    public async Task With_nobody_anywhere_it_stands_at_the_duty_desk_at_once_and_says_so()
    {
        await using var bench = await CallBench.StartAsync();

        await bench.OpenAsync("i1", WarningTier.Red);

        (await bench.LegsAsync("i1")).ShouldHaveSingleItem().Name.ShouldContain("county duty desk");
        (await bench.FactsAsync("i1")).ShouldContain("call.nobody");
        (await bench.CallAsync("i1")).NobodyAt.ShouldNotBeNull();
    }
}
