using FsCheck;
using FsCheck.Fluent;
using Gateway.Center.Access;
using Gateway.Center.Clocks;
using Gateway.Center.Clocks.Views;
using Gateway.Center.Overview;
using Gateway.Core.Warnings;
using Gateway.Testing.Time;

namespace Gateway.Center.Tests.Clocks;

public sealed class ClockTests
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Confirmed_accident_starts_the_clocks_of_twenty_minutes_one_hour_and_two_hours_from_the_confirmation()
    {
        await using var scene = await ClockScene.StartAsync();
        await scene.ConfirmAsync();

        var clocks = await scene.ClocksAsync();

        clocks.Select(clock => clock.Kind).ShouldBe(["first", "written", "detailed"]);
        clocks.Select(clock => (clock.DueAt - s_start).TotalMinutes).ShouldBe([20, 60, 120]);
        clocks.Select(clock => (clock.WarnAt - s_start).TotalMinutes).ShouldBe([15, 45, 90]);
        clocks.ShouldAllBe(clock => clock.Basis == ClockBasis.Confirmation && clock.State == ClockState.Running);
        (await scene.FactsAsync("clock.started")).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Clocks_count_from_the_occurrence_when_it_is_known_and_say_so()
    {
        await using var scene = await ClockScene.StartAsync();
        await scene.ConfirmAsync(s_start.AddMinutes(-30));

        var clocks = await scene.ClocksAsync();

        clocks.ShouldAllBe(clock => clock.Basis == ClockBasis.Occurrence && clock.StartedAt == s_start.AddMinutes(-30) && clock.ConfirmedAt == s_start);
        clocks[0].State.ShouldBe(ClockState.Overdue);
        clocks[1].State.ShouldBe(ClockState.Running);
    }

    [Fact]
    public async Task An_occurrence_after_the_confirmation_gives_no_more_time()
    {
        await using var scene = await ClockScene.StartAsync();
        await scene.ConfirmAsync(s_start.AddHours(1));
        (await scene.ClocksAsync()).ShouldAllBe(clock => clock.StartedAt == s_start);
    }

    [Fact]
    public async Task Confirming_twice_starts_nothing_twice()
    {
        await using var scene = await ClockScene.StartAsync();
        await scene.ConfirmAsync();
        scene.Center.Time.SetUtcNow(s_start.AddMinutes(3));
        await scene.ConfirmAsync();
        (await scene.ClocksAsync()).ShouldAllBe(clock => clock.StartedAt == s_start);
        (await scene.FactsAsync("clock.started")).Count.ShouldBe(3);
    }

    [Fact]
    public async Task The_running_center_warns_before_the_deadline_and_says_when_it_passed()
    {
        await using var scene = await ClockScene.StartAsync();
        await scene.ConfirmAsync();
        await AdvanceUntilAsync(scene, TimeSpan.FromMinutes(15), ClockState.Warned);
        await AdvanceUntilAsync(scene, TimeSpan.FromMinutes(5), ClockState.Overdue);

        (await scene.FactsAsync("clock.warned")).ShouldHaveSingleItem().Subject.ShouldBe("20260302-0001.first");
        (await scene.FactsAsync("clock.overdue")).ShouldHaveSingleItem().Subject.ShouldBe("20260302-0001.first");
        var draft = await OverviewAsync(scene);
        draft.Counters["clocksRunning"].ShouldBe(3);
        draft.Counters["clocksOverdue"].ShouldBe(1);
        draft.Hand.MaxBy(item => item.Tier)!.ShouldSatisfyAllConditions(
            item => item.Id.ShouldBe("20260302-0001.first"), item => item.Tier.ShouldBe(WarningTier.Red), item => item.Due.ShouldBe(s_start.AddMinutes(20)));
    }

    [Fact]
    public async Task A_drill_runs_its_clocks_marked_and_in_no_figure()
    {
        await using var scene = await ClockScene.StartAsync(drill: true);
        await scene.ConfirmAsync();
        var draft = await OverviewAsync(scene);
        draft.Counters["clocksRunning"].ShouldBe(0);
        draft.Hand.Where(item => item.Kind == "clock").ShouldAllBe(item => item.Title.Zh.StartsWith("【演练】") && item.Title.En.StartsWith("[Drill]"));
        (await scene.FactsAsync("clock.started")).ShouldAllBe(entry => entry.IsDrill);
    }

    [Fact]
    public void The_sets_of_the_longest_fitting_place_start()
    {
        var options = new ClockOptions { Places = [new("/county/", ["national"]), new("/county/zone/", ["local", "national"]), new("/county/none/", [])] };
        options.SetsOf("/other/").Select(set => set.Id).ShouldBe(["local"]);
        options.SetsOf("/county/town/").Select(set => set.Id).ShouldBe(["national"]);
        options.SetsOf("/county/zone/plant/").Select(set => set.Id).ShouldBe(["local", "national"]);
        options.SetsOf("/county/none/plant/").ShouldBeEmpty();
        options.Sets.SelectMany(set => set.Clocks).ShouldAllBe(rule => rule.WarnBefore < rule.Within && rule.Recipients.All(id => options.Recipients.Any(known => known.Id == id)));
    }

    [Fact]
    public void Whatever_beats_were_missed_and_however_the_clock_was_set_the_states_are_those_of_one_look_at_the_latest_time() =>
        Prop.ForAll(Gen.Choose(0, 30).ListOf().ToArbitrary(), beats =>
        {
            var warn = s_start.AddMinutes(15);
            var due = s_start.AddMinutes(20);
            var state = beats.Select(minute => s_start.AddMinutes(minute)).Aggregate(ClockState.Running, (at, now) => Walked(at, warn, due, now));
            var once = Walked(ClockState.Running, warn, due, s_start.AddMinutes(beats.Count == 0 ? 0 : beats.Max()));
            state.ShouldBe(once);
            ClockProgress.Met(state).ShouldBe(once == ClockState.Overdue ? ClockState.MetLate : ClockState.Met);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(new[] { 130 })]
    [InlineData(new[] { 1, 16, 17, 46, 61, 91, 130 })]
    [InlineData(new[] { 130, 3, 50, 130 })]
    [InlineData(new[] { 21, 0, 61, 10, 130, 130 })]
    public async Task After_any_pattern_of_restarts_and_clock_steps_each_fact_stands_once(int[] minutes)
    {
        await using var scene = await ClockScene.StartAsync();
        await scene.ConfirmAsync();
        foreach (var minute in minutes)
        {
            scene.Center.Time.SetUtcNow(s_start.AddMinutes(minute));
            await scene.BeatAsync();
        }

        (await scene.ClocksAsync()).ShouldAllBe(clock => clock.State == ClockState.Overdue);
        (await scene.FactsAsync("clock.warned")).Select(entry => entry.Subject).ShouldBe(
            ["20260302-0001.first", "20260302-0001.written", "20260302-0001.detailed"], ignoreOrder: true);
        (await scene.FactsAsync("clock.overdue")).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Who_does_not_see_the_site_sees_no_clock()
    {
        await using var scene = await ClockScene.StartAsync();
        await scene.ConfirmAsync();
        (await scene.Center.SignedInAs(CenterRole.Town, ClockScene.TownPath).GetStringAsync("/api/v1/clocks")).ShouldContain("20260302-0001.first");
        var other = scene.Center.SignedInAs(CenterRole.Town, "/county/town-b/");
        (await other.GetStringAsync("/api/v1/clocks")).ShouldBe("[]");
        (await other.GetAsync("/api/v1/clocks/20260302-0001.first")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        var industry = scene.Center.SignedInAs(CenterRole.Department, "/county/", industry: "dust");
        (await industry.GetAsync("/api/v1/clocks/20260302-0001.first/report")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    private static ClockState Walked(ClockState state, DateTimeOffset warn, DateTimeOffset due, DateTimeOffset now)
    {
        for (var next = ClockProgress.Next(state, warn, due, now); next != state; next = ClockProgress.Next(state, warn, due, now))
        {
            state = next;
        }

        return state;
    }

    private static async Task AdvanceUntilAsync(ClockScene scene, TimeSpan by, ClockState state)
    {
        scene.Center.Time.Advance(by);
        await Eventually.TrueAsync(async () =>
        {
            scene.Center.Time.Advance(TimeSpan.FromMilliseconds(100));
            return (await scene.ClocksAsync())[0].State == state;
        });
    }

    private static async Task<OverviewDraft> OverviewAsync(ClockScene scene)
    {
        var draft = new OverviewDraft();
        await scene.Center.Store.ReadAsync(
            async db =>
            {
                await new ClockOverviewPart().AddAsync(db, draft, new CurrentUser("a", null, CenterRole.DutyOfficer, "/", null), scene.Center.Time.GetUtcNow(), CancellationToken.None);
                return 0;
            },
            CancellationToken.None);
        return draft;
    }
}
