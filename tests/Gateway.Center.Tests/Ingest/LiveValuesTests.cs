using Gateway.Center.Ingest;
using Gateway.Center.Ingest.Readings;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Center.Tests.Ingest;

public sealed class LiveValuesTests
{
    private static readonly DateTimeOffset s_time = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_decision_out_of_a_hole_that_is_filled_late_does_not_change_the_tier_of_now()
    {
        var live = new LiveValues();
        live.PutTier("s", "e", "p", WarningTier.None, s_time.AddSeconds(10));

        live.PutTier("s", "e", "p", WarningTier.Red, s_time);

        live.TierOf("s", "e", "p").ShouldBe(WarningTier.None);
        live.PutTier("s", "e", "p", WarningTier.Orange, s_time.AddSeconds(20));
        live.TierOf("s", "e", "p").ShouldBe(WarningTier.Orange);
    }

    [Fact]
    public void A_value_told_by_a_clock_that_was_an_hour_ahead_gives_way_once_the_clock_is_right()
    {
        var live = new LiveValues();
        live.Put("s", Value(1, s_time.AddHours(1), received: s_time));

        live.Put("s", Value(2, s_time.AddSeconds(1), received: s_time.AddSeconds(1)));
        live.Find("s", "e", "p")!.Value.Value.ShouldBe(2);

        live.Put("s", Value(3, s_time, received: s_time.AddSeconds(2)));
        live.Find("s", "e", "p")!.Value.Value.ShouldBe(2, "what is older than a value of the present changes nothing");
    }

    private static LiveValue Value(double value, DateTimeOffset time, DateTimeOffset received) =>
        new("e", "p", value, null, Quality.Good, time.UtcTicks, received.UtcTicks, WarningTier.None);
}
