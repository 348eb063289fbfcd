using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Conditions.Signal;

/// <summary>Every signal condition with its default parameters.</summary>
internal static class Rules
{
    public static FlatLine FlatLine => new() { Id = "flat-line", Tier = WarningTier.Blue, Basis = Basis };

    public static FlatLine GasFlatLine => FlatLine with { ZeroFor = TimeSpan.FromHours(24) };

    public static Spike Spike => new() { Id = "spike", Tier = WarningTier.Blue, Basis = Basis };

    public static Step Step => new() { Id = "step", Tier = WarningTier.Orange, Basis = Basis };

    public static ImpossibleRate ImpossibleRate(double limit, double tolerance = 0) =>
        new() { Id = "impossible-rate", Tier = WarningTier.Blue, Basis = Basis, Limit = limit, Tolerance = tolerance };

    public static Saturation Saturation(double fullScale = 100) => new() { Id = "saturation", Tier = WarningTier.Yellow, Basis = Basis, FullScale = fullScale };

    public static NegativeDrift NegativeDrift(double span = 100) => new() { Id = "negative", Tier = WarningTier.Blue, Basis = Basis, Span = span };

    public static Drift Drift(double span = 100) => new() { Id = "drift", Tier = WarningTier.Blue, Basis = Basis, Span = span };

    public static SiblingDrift SiblingDrift(int inputs = 4, double span = 100) =>
        new() { Id = "sibling-drift", Tier = WarningTier.Blue, Basis = Basis, Span = span, Inputs = Ids(inputs) };

    public static SiblingFlatLine SiblingFlatLine(int inputs = 4) =>
        new() { Id = "sibling-flat", Tier = WarningTier.Blue, Basis = Basis, Inputs = Ids(inputs) };

    public static RepeatedPattern RepeatedPattern => new() { Id = "repeated", Tier = WarningTier.Yellow, Basis = Basis };

    public static SwappedChannel SwappedChannel => new() { Id = "swapped", Tier = WarningTier.Yellow, Basis = Basis, Inputs = Ids(2) };

    public static LostDuringRise LostDuringRise(double limit = 25) => new() { Id = "lost", Tier = WarningTier.Orange, Basis = Basis, Limit = limit };

    public static VerticalOnly VerticalOnly => new() { Id = "vertical", Tier = WarningTier.Blue, Basis = Basis, Inputs = Ids(3) };

    public static WarmUp WarmUp => new() { Id = "warm-up", Tier = WarningTier.Blue, Basis = Basis, Lasting = TimeSpan.FromMinutes(5) };

    public static Overdue Overdue => new()
    {
        Id = "overdue", Tier = WarningTier.Blue, Basis = Basis, Task = UpkeepTask.BumpTest, Interval = TimeSpan.FromDays(30),
        LastDone = new DateTimeOffset(Start, TimeSpan.Zero).AddDays(-20),
    };

    /// <summary>Each with the number of its inputs; 0 for those of one point.</summary>
    public static IReadOnlyList<(Condition Rule, int Inputs)> All =>
    [
        (FlatLine, 0), (GasFlatLine, 0), (Spike, 0), (Step, 0), (ImpossibleRate(5, 1), 0), (Saturation(), 0), (NegativeDrift(), 0), (Drift() with { Window = TimeSpan.FromDays(1) }, 0),
        (RepeatedPattern with { History = 200 }, 0), (LostDuringRise(), 0), (WarmUp, 0), (Overdue, 0),
        (SiblingFlatLine(), 4), (SiblingDrift() with { Window = TimeSpan.FromDays(1) }, 4), (SwappedChannel, 2), (VerticalOnly, 3),
    ];

    private static ValueList<string> Ids(int count) => ValueList.Create<string>([.. Enumerable.Range(0, count).Select(i => $"gas-{i}")]);
}
