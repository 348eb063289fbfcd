using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Core.Tests.Alarms;

/// <summary>Points and rules for tests, and times in seconds after a fixed start.</summary>
internal static class TestPoints
{
    public static readonly long Start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    public static readonly RuleBasis Basis = new("rule", "1", "GB/T 0000 3.1", null);

    public static long At(double seconds) => Start + TimeSpan.FromSeconds(seconds).Ticks;

    public static double Seconds(long ticks) => Math.Round(TimeSpan.FromTicks(ticks - Start).TotalSeconds, 3);

    public static Point Point(int index = 0) => new()
    {
        Index = index, Id = $"gas-{index}", Name = new("可燃气", "combustible"), Unit = "%LEL", Range = new EngineeringRange(0, 100),
    };

    public static HighLimit High(
        double limit, WarningTier tier = WarningTier.Red, double deadband = 0, double on = 0, double off = 0, bool latch = false) => new()
        {
            Id = $"{tier.ToString().ToLowerInvariant()}-high", Limit = limit, Deadband = deadband, Tier = tier, Basis = Basis,
            OnDelay = TimeSpan.FromSeconds(on), OffDelay = TimeSpan.FromSeconds(off), Latch = latch,
        };

    public static LowLimit Low(double limit, WarningTier tier = WarningTier.Orange, double deadband = 0, double on = 0) => new()
    {
        Id = $"{tier.ToString().ToLowerInvariant()}-low", Limit = limit, Deadband = deadband, Tier = tier, Basis = Basis,
        OnDelay = TimeSpan.FromSeconds(on),
    };

    public static Stale Stale(double after, WarningTier tier = WarningTier.Blue) =>
        new() { Id = "stale", After = TimeSpan.FromSeconds(after), Tier = tier, Basis = Basis };

    public static Offline Offline(double after) =>
        new() { Id = "offline", Tier = WarningTier.Blue, Basis = Basis, OnDelay = TimeSpan.FromSeconds(after) };
}
