using Gateway.Center.Sites.History;

namespace Gateway.Center.Tests.Sites;

public sealed class SlopeForecastTests
{
    private static readonly long s_start = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero).UtcTicks;

    [Fact]
    public void A_slope_that_creeps_towards_a_known_failure_gets_a_line_and_an_interval_around_it()
    {
        // Inverse velocity falls on a line: x = -B ln(1 - t / T), failure after 20 days.
        var hours = Enumerable.Range(0, 18 * 24).ToArray();
        var view = SlopeForecasts.ViewOf([.. hours.Select(Time)], [.. hours.Select(hour => -60 * Math.Log(1 - (hour / 24.0 / 20)))]);

        view.Why.ShouldBeNull();
        var failure = new DateTimeOffset(s_start, TimeSpan.Zero).AddDays(20);
        view.At!.Value.ShouldBeInRange(failure.AddDays(-1), failure.AddDays(1));
        (view.From <= view.At && view.At <= view.To).ShouldBeTrue();
        view.Line.Zip(view.Line.Skip(1)).ShouldAllBe(pair => pair.First.T < pair.Second.T && pair.First.V < pair.Second.V);
    }

    [Fact]
    public void A_slope_at_rest_and_one_with_no_data_get_the_reason_why_there_is_none()
    {
        var hours = Enumerable.Range(0, 18 * 24).ToArray();
        foreach (var view in new[] { SlopeForecasts.ViewOf([.. hours.Select(Time)], [.. hours.Select(hour => 0.1 * (hour % 3))]), SlopeForecasts.ViewOf([], []) })
        {
            (view.At, view.Line.Count).ShouldBe((null, 0));
            view.Why!.Zh.ShouldNotBeEmpty();
        }
    }

    private static long Time(int hour) => s_start + (hour * TimeSpan.TicksPerHour);
}
