using Gateway.Center.Ingest.Readings;
using Gateway.Core.Warnings;

namespace Gateway.Center.Tests.Ingest;

public sealed class LiveTierTests
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
}
