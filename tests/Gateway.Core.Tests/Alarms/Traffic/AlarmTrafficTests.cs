using Gateway.Core.Alarms;
using Gateway.Core.Alarms.Traffic;
using Gateway.Core.Conditions;
using Gateway.Core.State;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Alarms.TestPoints;
using static Gateway.Core.Tests.Alarms.Traffic.TrafficRig;

namespace Gateway.Core.Tests.Alarms.Traffic;

public sealed class AlarmTrafficTests
{
    private static ShiftFigures Now(AlarmTraffic traffic, double now) => traffic.Figures(At(now))[^1];

    [Fact]
    public void Counts_mean_and_peak_per_ten_minutes()
    {
        // 3 in the first interval, 1 at the last second of it, 2 in the second; one hour counted.
        var figures = Now(NewTraffic().Feed(new[] { 0, 1, 2, 599, 600, 601.0 }.Select((t, i) => Raised(t, $"p-{i}/a"))), Hour);
        figures.Announced.ShouldBe(6);
        figures.PeakPer10Minutes.ShouldBe(4);
        figures.MeanPer10Minutes.ShouldBe(1);
    }

    [Fact]
    public void A_shift_of_seconds_has_no_rate_of_thousands() =>
        Now(NewTraffic().Feed(Raised(1), Raised(2)), 3).MeanPer10Minutes.ShouldBe(2);

    [Theory]
    [InlineData(10, 0)]
    [InlineData(11, 1)]
    public void A_flood_takes_more_than_ten_in_ten_minutes(int raises, int floods) =>
        Now(NewTraffic().Feed(Enumerable.Range(0, raises).Select(i => Raised(i * 59.9, $"p-{i}/a"))), Hour).Floods.ShouldBe(floods);

    [Fact]
    public void Ten_minutes_apart_is_not_within_ten_minutes() =>
        Now(NewTraffic().Feed(Enumerable.Range(0, 11).Select(i => Raised(i * 60, $"p-{i}/a"))), Hour).Floods.ShouldBe(0);

    [Fact]
    public void A_flood_lasts_until_fewer_than_five_remain_in_the_window()
    {
        // The eleventh at 10 s begins it; the fifth newest is at 6 s, so it ends at 606 s: 596 s of one hour.
        var figures = Now(NewTraffic().Feed(Enumerable.Range(0, 11).Select(i => Raised(i, $"p-{i}/a"))), Hour);
        figures.PercentInFlood.ShouldBe(100.0 * 596 / 3600, 1e-9);
        figures.Compared.Single(f => f.Id == "percentInFlood").Rating.ShouldBe(TrafficRating.TooMuch);
    }

    [Fact]
    public void A_flood_over_the_change_of_shift_counts_in_both()
    {
        var begin = (12 * Hour) - 100;
        var traffic = NewTraffic().Feed(Enumerable.Range(0, 11).Select(i => Raised(begin + i, $"p-{i}/a")));
        var both = traffic.Figures(At(13 * Hour));
        both.Select(f => f.Floods).ShouldBe([1, 1]);
        both[0].PercentInFlood.ShouldBe(100.0 * 90 / (12 * 3600), 1e-9);
        both[1].PercentInFlood.ShouldBe(100.0 * 506 / 3600, 1e-9);
    }

    [Fact]
    public void Ranks_the_ten_most_frequent()
    {
        var traffic = NewTraffic();
        for (var alarm = 0; alarm < 12; alarm++)
        {
            traffic.Feed(Enumerable.Range(0, alarm + 1).Select(i => Raised((alarm * 1000) + (i * 70), $"p-{alarm:00}/a")));
        }

        var figures = Now(traffic, 12 * Hour - 1);
        figures.TopTen.Select(a => a.Count).ShouldBe([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
        figures.TopTen[0].AlarmId.ShouldBe("p-11/a");
        figures.TopTenPercent.ShouldBe(100.0 * 75 / 78, 1e-9);
    }

    [Theory]
    [InlineData(24, 0)]
    [InlineData(24.001, 1)]
    public void Stands_when_active_for_more_than_a_day(double hours, int standing)
    {
        var figures = Now(NewTraffic().Feed(Raised(0)), hours * Hour);
        figures.StandingCount.ShouldBe(standing);
        figures.Standing.Count.ShouldBe(standing);
    }

    [Fact]
    public void Acknowledging_does_not_end_standing_but_returning_does()
    {
        var traffic = NewTraffic().Feed(Raised(0), Transition(50, AlarmEvent.AcknowledgedByPerson, AlarmState.Acknowledged));
        Now(traffic, 30 * Hour).Standing.ShouldHaveSingleItem().Since.ShouldBe(At(0));
        Now(traffic.Feed(Returned(31 * Hour)), 32 * Hour).StandingCount.ShouldBe(0);
    }

    [Fact]
    public void A_silence_in_between_does_not_make_an_old_alarm_young()
    {
        var traffic = NewTraffic().Feed(Raised(0), Transition(20 * Hour, AlarmEvent.ShelvedByPerson, AlarmState.Shelved));
        Now(traffic, 25 * Hour).StandingCount.ShouldBe(0);
        traffic.Feed(Transition(26 * Hour, AlarmEvent.ShelveExpired, AlarmState.Unacknowledged) with { Occurrence = At(0) });
        Now(traffic, 27 * Hour).Standing.ShouldHaveSingleItem().Since.ShouldBe(At(0));
    }

    [Theory]
    [InlineData(60, 1)]
    [InlineData(60.1, 0)]
    public void Chatters_with_three_activations_in_a_minute(double third, int chattering)
    {
        var figures = Now(NewTraffic().Feed(Raised(0), Returned(5), Raised(20), Returned(25), Raised(third)), Hour);
        figures.ChatteringCount.ShouldBe(chattering);
        figures.Compared.Single(f => f.Id == "chattering").Value.ShouldBe(chattering);
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(10.1, 0)]
    public void Fleeting_goes_away_within_seconds(double returned, int fleeting) =>
        Now(NewTraffic().Feed(Raised(0), Returned(returned)), Hour).Fleeting.ShouldBe(fleeting);

    [Fact]
    public void Splits_by_tier()
    {
        var figures = Now(NewTraffic().Feed(Raised(0, "a/1", WarningTier.Red), Raised(1, "b/1", WarningTier.Blue), Raised(2, "c/1", WarningTier.Blue)), Hour);
        figures.ByTier.ShouldBe([2, 0, 0, 1]);
        figures.Compared.Single(f => f.Id == "redPercent").Value.ShouldBe(100.0 / 3, 1e-9);
    }

    [Fact]
    public void What_is_silenced_is_counted_apart_and_is_no_load()
    {
        var figures = Now(NewTraffic().Feed(
            Transition(1, AlarmEvent.ShelvedByPerson, AlarmState.Shelved, "a/1"),
            Transition(2, AlarmEvent.Raised, AlarmState.Shelved, "a/1"),
            Transition(3, AlarmEvent.Suppressed, AlarmState.SuppressedByDesign, "b/1"),
            Transition(4, AlarmEvent.TakenOutOfService, AlarmState.OutOfService, "c/1")), Hour);
        figures.Announced.ShouldBe(0);
        figures.Silenced.ShouldBe(new SilencedCounts(1, 1, 1));
        figures.ShelvedActs.ShouldBe(1);
        figures.SilencedRaises.ShouldBe(1);
    }

    [Fact]
    public void A_re_alarm_and_the_end_of_a_silence_ask_for_attention_again()
    {
        var figures = Now(NewTraffic().Feed(
            Transition(1, AlarmEvent.ShelveExpired, AlarmState.Unacknowledged, "a/1"), Transition(2, AlarmEvent.ReAlarmed, AlarmState.Unacknowledged, "b/1")), Hour);
        figures.Announced.ShouldBe(2);
        figures.ChatteringCount.ShouldBe(0);
    }

    [Fact]
    public void Late_findings_are_counted_but_are_no_live_load()
    {
        var figures = Now(NewTraffic().Feed(Transition(1, AlarmEvent.WouldHaveAlarmed, AlarmState.Normal)), Hour);
        (figures.WouldHaveAlarmed, figures.Announced).ShouldBe((1, 0));
    }

    [Fact]
    public void Keeps_the_closed_shifts_and_starts_each_anew()
    {
        var traffic = NewTraffic().Feed(Raised(1), Raised(2), Raised((12 * Hour) + 1));
        var shifts = traffic.Figures(At(25 * Hour));
        shifts.Select(s => s.Announced).ShouldBe([2, 1, 0]);
        shifts.Select(s => Seconds(s.Shift.Start) / Hour).ShouldBe([0, 12, 24]);
        shifts[0].Until.ShouldBe(shifts[0].Shift.End);
    }

    [Fact]
    public void A_gap_of_a_thousand_years_makes_no_million_shifts()
    {
        var traffic = NewTraffic().Feed(Raised(1));
        traffic.Figures(At(365 * 24 * Hour * 1000)).Count.ShouldBe(15);
        traffic.Figures(At(2)).ShouldHaveSingleItem().Announced.ShouldBe(1);
    }

    [Fact]
    public void A_clock_set_far_ahead_and_back_again_is_followed()
    {
        var ahead = 365 * 24 * Hour;
        var traffic = NewTraffic().Feed(Raised(1), Raised(ahead), Raised(100));
        var now = Now(traffic, 200);
        (Seconds(now.Shift.Start), Seconds(now.Until), now.Announced).ShouldBe((0, 200, 1));
    }

    [Fact]
    public void A_flood_goes_on_through_a_clock_set_back()
    {
        var traffic = NewTraffic().Feed(Enumerable.Range(0, 11).Select(i => Raised(7200 + i, $"p-{i}/a")));
        traffic.Feed(Raised(3600, "q/a"));
        traffic.IsFlood.ShouldBeTrue();
        traffic.Feed(Raised(3600 + 597, "q/b"));
        traffic.IsFlood.ShouldBeFalse();
    }

    [Fact]
    public void More_alarms_than_allowed_by_name_stay_in_the_totals()
    {
        var figures = Now(NewTraffic(new() { MaximumAlarms = 2 }).Feed(Enumerable.Range(0, 5).Select(i => Raised(i, $"p-{i}/a"))), Hour);
        (figures.Announced, figures.Unnamed, figures.TopTen.Count).ShouldBe((5, 3, 2));
    }

    [Fact]
    public void Every_figure_has_its_reference_and_both_languages() =>
        Now(NewTraffic(), Hour).Compared.ShouldAllBe(f => f.Name.Zh != "" && f.Name.En != "" && f.Source != "" && f.Acceptable <= f.Maximum && f.Rating == TrafficRating.Good);

    [Fact]
    public void Refuses_damaged_state_and_odd_options()
    {
        Should.Throw<InvalidDataException>(() => { var reader = new StateReader([1, 0, 0, 0, 9]); NewTraffic().Load(ref reader); });
        Should.Throw<InvalidDataException>(() => { var reader = new StateReader([9, 0, 0, 0]); NewTraffic().Load(ref reader); });
        Should.Throw<ArgumentException>(() => NewTraffic(new() { Calendar = ShiftCalendar.Rolling }));
        Should.Throw<ArgumentException>(() => NewTraffic(new() { FloodEndsBelow = 11 }));
        Should.Throw<ArgumentException>(() => NewTraffic(new() { Calendar = new([TimeSpan.FromHours(8), TimeSpan.FromHours(7)], TimeSpan.Zero) }));
    }
}
