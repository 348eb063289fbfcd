using Gateway.Faults.Processes.County;

namespace Gateway.Faults.Processes.Strikes;

/// <summary>Somebody, or NTP, sets a clock: a little, an hour, a day, forward and back, and right again after a while.</summary>
internal static class ClockStrikes
{
    private static readonly TimeSpan[] s_small = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(70), TimeSpan.FromMinutes(61)];

    public static IReadOnlyList<Strike> All { get; } =
    [
        Steps("clock.gateway-step", "gateway", county => county.GatewayClock, s_small), Steps("clock.center-step", "center", county => county.CenterClock, s_small),
        Steps("clock.gateway-day", "gateway", county => county.GatewayClock, [TimeSpan.FromHours(25)]),
        Steps("clock.center-day", "center", county => county.CenterClock, [TimeSpan.FromHours(25)]),
        Steps("clock.gateway-kill", "gateway", county => county.GatewayClock, s_small, KillStrikes.Gateway),
        Steps("clock.center-kill", "center", county => county.CenterClock, s_small, KillStrikes.Center),
    ];

    /// <param name="meanwhile">What happens while the clock is wrong; null = nothing.</param>
    private static Strike Steps(string kind, string target, Func<FaultedCounty, string> clock, TimeSpan[] steps, Strike? meanwhile = null) =>
        new(kind, target, async (county, random, cancellation) =>
        {
            var step = steps[random.Next(steps.Length)] * (random.Next(2) == 0 ? 1 : -1);
            FakedClock.Set(clock(county), step);
            try
            {
                await Strike.HoldAsync(random, 2.5, 6, cancellation);
                await (meanwhile?.RunAsync(county, random, cancellation) ?? Task.CompletedTask);
            }
            finally
            {
                FakedClock.Set(clock(county), TimeSpan.Zero);
            }

            // The programs look at their clocks once a second.
            await Strike.HoldAsync(random, 1.5, 2, cancellation);
        });
}
