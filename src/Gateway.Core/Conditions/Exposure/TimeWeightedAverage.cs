using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// PC-TWA: <c>sum(C * T) / 8 h</c> (GBZ 2.1; domain rule 1.3). With shifts it adds up from the begin of the running shift, so half a shift at
/// twice the limit is the limit; a new shift begins at nothing. Without shifts the last 8 h roll.
/// </summary>
public sealed record TimeWeightedAverage : ExposureLimit
{
    /// <summary>What the exposure is related to, whatever the shift lasts. Default 8 h; above 0, at most 24 h.</summary>
    public TimeSpan Reference { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Default: no shifts, the window rolls.</summary>
    public ShiftCalendar Shifts { get; init; } = ShiftCalendar.Rolling;

    public override ConditionKind Kind => ConditionKind.TimeWeightedAverage;

    public override ConditionMemory Begin(long now) => new()
    {
        Window = Shifts.HasShifts ? new ShiftSum(Shifts, SamplePeriod) : new SlidingMean(Reference, SamplePeriod),
    };

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        if (!Comparator.IsUsable(sample))
        {
            return ConditionVerdict.Hold;
        }

        var good = sample.Quality.IsGood();
        if (memory.Window is ShiftSum shift)
        {
            var before = shift.From;
            shift.Add(sample.Time, sample.Value, good);
            memory.Tripped &= shift.From == before;
        }
        else
        {
            ((SlidingMean)memory.Window!).Add(sample.Time, sample.Value, good);
        }

        var window = Read(memory);
        // The first sample of a shift has no length yet; when it comes right at the begin, nothing is missing either.
        return window.Length == 0 ? (good ? ConditionVerdict.Normal : ConditionVerdict.Hold) : Decide(window, Scale(window), good, ref memory);
    }

    private static WindowMean Read(in ConditionMemory memory) =>
        memory.Window is ShiftSum shift ? shift.Read() : ((SlidingMean)memory.Window!).Read();

    private double Scale(in WindowMean window) => (double)window.Length / Reference.Ticks;

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var window = Read(memory);
        if (window.Length == 0)
        {
            return new("新的工作班开始，接触量重新累计", "a new shift begins, and its exposure begins at nothing");
        }

        var scale = Scale(window);
        var reference = LimitWords.Span(Reference);
        var figure = LimitWords.Compare(Figure(window, scale), point.Unit, LimitDirection.High, Limit, Deadband, happened);
        var known = ExposureWords.Known(window, Coverage, scale, point.Unit);
        var passed = LimitWords.Span(TimeSpan.FromTicks(window.Length));
        return Shifts.HasShifts
            ? new($"本班已过 {passed.Zh}，折合 {reference.Zh}时间加权平均（区域估算）{figure.Zh}；{known.Zh}",
                $"{passed.En} into the shift, time-weighted average over {reference.En} (area estimate) {figure.En}; {known.En}")
            : new($"最近 {reference.Zh}时间加权平均（区域估算）{figure.Zh}；{known.Zh}",
                $"time-weighted average of the last {reference.En} (area estimate) {figure.En}; {known.En}");
    }
}
