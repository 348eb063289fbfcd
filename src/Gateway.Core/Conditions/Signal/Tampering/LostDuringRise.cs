using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// The point fell silent or bad while it was rising towards its first limit: the last thing heard of a leak may be the sensor's end
/// (domain rule 7.5: last value above 50 % of the limit and then lost; orange). Though it speaks of the signal it may stand above yellow:
/// the pack sets its tier. Rising means: at the top of its last <see cref="Window"/> and above the bottom of it by <see
/// cref="LeastRise"/> of the limit. Taking it out of service is a person's act and ends the watch until the next value. Cleared by a good value. Memory:
/// <c>Time</c> = last usable sample, <c>First</c> = its value, <c>Count</c> = 1 while rising, <c>Window</c>.
/// </summary>
public sealed record LostDuringRise : Condition
{
    /// <summary>The first high limit, in the point's unit, above 0.</summary>
    public required double Limit { get; init; }

    /// <summary>Share of the limit the last value had reached, above 0 to 1. Default 0.5.</summary>
    public double Share { get; init; } = 0.5;

    /// <summary>Silent or bad for this long is lost. Default 30 s.</summary>
    public TimeSpan After { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The past the rise is looked for in. Default 10 min.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Share of the limit risen by, above 0 to 1. Default 0.2.</summary>
    public double LeastRise { get; init; } = 0.2;

    public override ConditionKind Kind => ConditionKind.LostDuringRise;

    public override double Threshold => Share * Limit;

    public override ConditionMemory Begin(long now) => new() { Window = new RiseWindow(Window) };

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        if (sample.Quality == Quality.OutOfService || (sample.Flags & (DetectorFlags.Inhibit | DetectorFlags.WarmUp)) != 0)
        {
            memory.First = double.NaN;
            return ConditionVerdict.Hold;
        }

        if (!Trip.Usable(sample))
        {
            return sample.Time >= SilenceDeadline(memory) ? ConditionVerdict.Abnormal : ConditionVerdict.Hold;
        }

        (memory.Time, memory.First) = (sample.Time, sample.Value);
        (memory.Window as RiseWindow)?.Add(sample.Value, sample.Time);
        return sample.Quality.IsGood() && !BeginsToRise(ref memory) ? ConditionVerdict.Normal : ConditionVerdict.Hold;
    }

    // From this sample on silence is an alarm, sooner than was known before. Only a verdict that is not normal makes the caller look at the deadline again.
    private bool BeginsToRise(ref ConditionMemory memory)
    {
        var was = memory.Count;
        memory.Count = SilenceDeadline(memory) == long.MaxValue ? 0 : 1;
        return memory.Count > was;
    }

    public override long SilenceDeadline(in ConditionMemory memory) =>
        memory.Time > 0 && memory.First >= Threshold && memory.Window is RiseWindow window && window.IsRising(memory.First, LeastRise * Limit)
            ? memory.Time + After.Ticks
            : long.MaxValue;

    // Lost is what stays away from now on; the value it had risen to stays the last one heard.
    public override void Skip(long from, long until, ref ConditionMemory memory) =>
        memory.Time = memory.Time > 0 ? Math.Max(memory.Time, until) : memory.Time;

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        if (happened != AlarmEvent.Raised)
        {
            return new($"又收到有效数值 {LimitWords.Number(sample.Value, point.Unit)}", $"good values arrive again: {LimitWords.Number(sample.Value, point.Unit)}");
        }

        var last = LimitWords.Number(memory.First, point.Unit);
        var least = LimitWords.Number((memory.Window as RiseWindow)?.Least ?? double.NaN, point.Unit);
        var limit = LimitWords.Number(Limit, point.Unit);
        var (after, window) = (LimitWords.Span(After), LimitWords.Span(Window));
        return new(
            $"上升中失联：{window.Zh}内从 {least} 升到 {last}（限值 {limit} 的 {LimitWords.Percent(Share)} 以上），随后失去有效数值已 {after.Zh}",
            $"lost during rise: it rose from {least} to {last} within {window.En} ({LimitWords.Percent(Share)} or more of the limit "
                + $"{limit}) and has given no usable value for {after.En}");
    }
}
