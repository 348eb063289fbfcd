using Gateway.Core.Alarms;
using Gateway.Core.Alarms.Traffic;
using static Gateway.Core.Tests.Alarms.Traffic.TrafficRig;

namespace Gateway.Core.Tests.Alarms.Traffic;

public sealed class TuningSuggestionTests
{
    // Crosses 25 up every 10 s and returns 4 s later at 25 less the swing.
    private static AlarmTraffic Chatter(double swing, double limit = 25, int crossings = 6) => NewTraffic().Feed(Enumerable.Range(0, crossings)
        .SelectMany(i => new[] { Raised(i * 10, limit: limit), Returned((i * 10) + 4, value: limit - swing) }));

    [Fact]
    public void Proposes_the_off_delay_that_bridges_the_longest_gap_and_the_deadband_that_covers_the_swing()
    {
        var suggestion = Chatter(swing: 0.8).Suggestions().ShouldHaveSingleItem();
        suggestion.OffDelay.ShouldBe(TimeSpan.FromSeconds(10));
        suggestion.Deadband!.Value.ShouldBe(1, 1e-9);
        suggestion.Crossings.ShouldBe(6);
        suggestion.Text.En.ShouldContain("an off-delay of 10 s (longest gap seen 6 s) or a deadband of 1 (widest swing seen 0.8)");
        suggestion.Text.Zh.ShouldContain("仅为建议");
    }

    [Fact]
    public void A_wide_swing_is_no_noise_so_only_a_delay_is_proposed() => Chatter(swing: 12).Suggestions().Single().Deadband.ShouldBeNull();

    [Fact]
    public void A_rule_without_limit_gets_a_delay_only() => Chatter(swing: 1, limit: double.NaN).Suggestions().Single().Deadband.ShouldBeNull();

    [Fact]
    public void Takes_the_time_of_the_process_not_that_of_the_delays()
    {
        // Returned 4 s after the raise, told 3 s later by an off-delay of 3 s: the gap is 6 s all the same.
        var traffic = NewTraffic().Feed(Enumerable.Range(0, 4).SelectMany(i => new[]
        {
            Raised(i * 10), Transition((i * 10) + 7, AlarmEvent.ReturnedToNormal, AlarmState.ReturnedUnacknowledged, since: (i * 10) + 4),
        }));
        traffic.Suggestions().Single().OffDelay.ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Says_nothing_of_an_alarm_that_does_not_chatter() => Chatter(swing: 1, crossings: 2).Suggestions().ShouldBeEmpty();

    [Fact]
    public void Survives_a_restart() => Chatter(swing: 0.8).Restarted().Suggestions().ShouldBe(Chatter(swing: 0.8).Suggestions());
}
