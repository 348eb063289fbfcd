using Gateway.Core.Conditions;
using Gateway.Core.Warnings;

namespace Gateway.Load.Scenarios;

/// <param name="Figure">Name in the summary.</param>
/// <param name="Step">Time between two samples of a point.</param>
/// <param name="Fill">Time until the windows are full.</param>
/// <param name="IsIrregular">Samples come at one third to five thirds of the step.</param>
internal sealed record MeasuredCondition(string Figure, Condition Condition, TimeSpan Step, TimeSpan Fill, bool IsIrregular = false);

/// <summary>The conditions on one point that are measured, with limits the samples (5 to 6) never reach.</summary>
internal static class MeasuredConditions
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_fast = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_quarter = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan s_shift = TimeSpan.FromHours(9);
    private static readonly RuleBasis s_basis = new("bench", "1", "", null);
    private static readonly ShiftCalendar s_shifts = new([TimeSpan.FromHours(8), TimeSpan.FromHours(20)], TimeSpan.FromHours(8));

    public static IReadOnlyList<MeasuredCondition> All { get; } =
    [
        new("condition.limit", new HighLimit { Id = "c", Tier = WarningTier.Blue, Basis = s_basis, Limit = 50, Deadband = 1 }, s_second, s_second),
        new("condition.percent", new PercentOfReference { Id = "c", Tier = WarningTier.Blue, Basis = s_basis, Reference = 100, Limit = 50 }, s_second, s_second),
        new("condition.band", new BandLimit { Id = "c", Tier = WarningTier.Blue, Basis = s_basis, Centre = 5, HalfWidth = 3 }, s_second, s_second),
        new("condition.ceiling", new Ceiling { Id = "c", Tier = WarningTier.Blue, Basis = s_basis, Limit = 50 }, s_second, s_second),
        new("condition.stale", new Stale { Id = "c", Tier = WarningTier.Blue, Basis = s_basis, After = s_quarter }, s_second, s_second),
        new("condition.rate", Rate, s_second, s_quarter),
        new("condition.rate.5hz", Rate, s_fast, s_quarter),
        new("condition.window.mean", Window(WindowStatistic.Mean), s_second, s_quarter),
        new("condition.window.greatest", Window(WindowStatistic.Greatest), s_second, s_quarter),
        new("condition.stel", Stel, s_second, s_quarter),
        new("condition.stel.5hz", Stel, s_fast, s_quarter),
        new("condition.stel.irregular", Stel, s_second, s_quarter, IsIrregular: true),
        new("condition.twa", Twa(ShiftCalendar.Rolling), s_second, s_shift),
        new("condition.twa.shift", Twa(s_shifts), s_second, s_shift),
        new("condition.excursion", new Excursion { Id = "c", Tier = WarningTier.Blue, Basis = s_basis, Twa = 20, Shifts = s_shifts }, s_second, s_second),
        new("condition.power.baseline", new PowerBaseline { Id = "c", Tier = WarningTier.Blue, Basis = s_basis }, s_second, s_quarter),
        new("condition.power.undeclared", new UndeclaredUse { Id = "c", Tier = WarningTier.Blue, Basis = s_basis, Standby = 5, Run = 50 }, s_second, s_quarter),
    ];

    private static RateOfChange Rate => new()
    {
        Id = "c", Tier = WarningTier.Blue, Basis = s_basis, Window = TimeSpan.FromMinutes(5), Limit = 100, Direction = RateDirection.Either, Significance = 3,
    };

    private static ShortTermExposure Stel => new() { Id = "c", Tier = WarningTier.Blue, Basis = s_basis, Limit = 50 };

    private static TimeWeightedAverage Twa(ShiftCalendar shifts) => new() { Id = "c", Tier = WarningTier.Blue, Basis = s_basis, Limit = 50, Shifts = shifts };

    private static WindowLimit Window(WindowStatistic statistic) => new()
    {
        Id = "c", Tier = WarningTier.Blue, Basis = s_basis, Window = TimeSpan.FromMinutes(10), Limit = 50, Statistic = statistic,
    };
}
