using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>overdue</c>: what calibration | bumpTest, interval; a point may have an interval of its own.</summary>
internal sealed class OverdueBuilder : PointBuilder
{
    public override string Type => "overdue";

    private static readonly string[] s_tasks = ["calibration", "bumpTest"];

    protected override Condition Create(LevelContext level, ParameterReader parameters)
    {
        var bumpTest = parameters.Word("what", s_tasks) == "bumpTest";
        var interval = parameters.Duration("interval");
        var done = bumpTest ? level.Service?.BumpTest : level.Service?.Calibration;
        return new Overdue
        {
            Id = level.Id, Tier = level.Tier, Basis = level.Basis,
            Task = bumpTest ? UpkeepTask.BumpTest : UpkeepTask.Calibration, Interval = done?.Interval ?? interval,
            LastDone = done?.Last is { } last ? new DateTimeOffset(last, TimeSpan.Zero) : null,
        };
    }
}
