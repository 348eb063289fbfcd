using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// The same value for longer than this point ever rests while healthy (domain rule 7.5, flat line; field study U8). Sixty equal samples
/// alone prove nothing: a healthy sensor with coarse resolution rests for hours. So the point's own longest runs are learned over one to
/// two weeks and a run counts when it is <see cref="Factor"/> times as long and beyond <see cref="Samples"/> or <see cref="Duration"/>; a
/// run that raised is not learned. Until <see cref="LearnFor"/> was watched only <see cref="AtMost"/> counts. Memory: <c>Window</c>.
/// </summary>
public sealed record FlatLine : Condition
{
    /// <summary>Equal samples borne, 2 or more; 0 = by time only. Default 60.</summary>
    public int Samples { get; init; } = 60;

    /// <summary>Time of equal values borne; null = by samples only. Default null.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Without any change for this long the run counts whatever was learned. Default 24 h.</summary>
    public TimeSpan AtMost { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Set for gas: a cell at rest reads exactly 0, so zero counts only after this long and then asks for a bump test (a healthy cell shows
    /// +-1 LSB, domain rule 7.5: 24 h). Null: zero is a value like others.
    /// </summary>
    public TimeSpan? ZeroFor { get; init; }

    /// <summary>Largest change that is none, in the point's unit, 0 or more; NaN = half the least typical change, learned.</summary>
    public double NoiseFloor { get; init; } = double.NaN;

    /// <summary>
    /// Watched before the learned runs count; 0 = nothing is learned, <see cref="Samples"/> and <see cref="Duration"/> count as they are.
    /// Default 48 h: a whole night's rest has ended by then.
    /// </summary>
    public TimeSpan LearnFor { get; init; } = TimeSpan.FromHours(48);

    /// <summary>How many times the longest healthy run, 1 or more. Default 4.</summary>
    public double Factor { get; init; } = 4;

    public override ConditionKind Kind => ConditionKind.FlatLine;

    public override double Threshold => Duration?.TotalSeconds ?? Samples;

    public override bool NeedsNumber => true;

    public override ConditionMemory Begin(long now) => new() { Window = new FlatLineWindow(this) };

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        if (!Trip.Usable(sample) || memory.Window is not FlatLineWindow { Run: var run })
        {
            return ConditionVerdict.Hold;
        }

        var healthy = !memory.Tripped && !RestsAtZero(run);
        if (!run.Add(sample, healthy, out _))
        {
            return ConditionVerdict.Hold;
        }

        return Trip.Decide(sample, ref memory, IsTooLong(run), notCleared: false);
    }

    private bool RestsAtZero(FlatRun run) => ZeroFor is not null && run.Anchor == 0;

    private bool IsTooLong(FlatRun run)
    {
        if (run.Length >= AllowedTime(run))
        {
            return true;
        }

        return Samples > 0 && !RestsAtZero(run) && Knows(run) && run.Samples > AllowedSamples(run);
    }

    private bool Learns => LearnFor > TimeSpan.Zero;

    private bool Knows(FlatRun run) => run.Watched >= LearnFor.Ticks;

    private double AllowedSamples(FlatRun run) => Learns ? Math.Max(Samples, Factor * run.LongestSamples) : Samples;

    private double AllowedTime(FlatRun run)
    {
        if (RestsAtZero(run))
        {
            return ZeroFor.GetValueOrDefault().Ticks;
        }

        if (Duration is not { } duration || !Knows(run))
        {
            return AtMost.Ticks;
        }

        return Learns ? Math.Min(AtMost.Ticks, Math.Max(duration.Ticks, Factor * run.LongestTime)) : duration.Ticks;
    }

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var value = LimitWords.Number(sample.Value, point.Unit);
        if (memory.Window is not FlatLineWindow { Run: var run } || happened != AlarmEvent.Raised)
        {
            return new($"数值又有变化：{value}", $"the value changes again: {value}");
        }

        var length = LimitWords.Span(TimeSpan.FromTicks(run.Length));
        if (RestsAtZero(run))
        {
            return new($"数值恰为零且无任何波动已 {length.Zh}（{run.Samples} 个样本）；正常探头应有最小分辨率的波动：请做通气测试",
                $"exactly zero without any noise for {length.En} ({run.Samples} samples); a healthy cell moves by its resolution: bump-test it");
        }

        var longest = LimitWords.Span(TimeSpan.FromTicks(run.LongestTime));
        var floor = LimitWords.Number(run.Floor, point.Unit);
        var (zh, en) = run.LongestSamples == 0
            ? ("", "")
            : ($"；学到的正常最长停留为 {run.LongestSamples} 个样本、{longest.Zh}", $"; its longest healthy rest was {run.LongestSamples} samples, {longest.En}");
        return new($"数值停在 {value} 已 {length.Zh}（{run.Samples} 个样本，变化均不超过 {floor}{zh}）",
            $"the value has stood at {value} for {length.En} ({run.Samples} samples within {floor}{en})");
    }
}
