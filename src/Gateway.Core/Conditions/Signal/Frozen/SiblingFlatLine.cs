using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// The first input stands still while its siblings move: at least half of the siblings that can be heard, by more than <see
/// cref="Movement"/> times their own learned noise, since it last changed (domain rule 7.5: "while neighbours move"). Rest of the whole
/// place is no evidence, and neither is a short one: the run must be longer than the point's own longest healthy run, too. Memory:
/// <c>Window</c>.
/// </summary>
public sealed record SiblingFlatLine : JointCondition
{
    /// <summary>Equal samples borne, 2 or more. Default 60.</summary>
    public int Samples { get; init; } = 60;

    /// <summary>Time of equal values borne, beside <see cref="Samples"/>. Default 0.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Largest change that is none, in the point's unit, 0 or more; NaN = half the least typical change, learned.</summary>
    public double NoiseFloor { get; init; } = double.NaN;

    /// <summary>
    /// Times its noise (at least its resolution) a sibling must range over to have moved. Default 10; white noise ranges over 7 in a day.
    /// </summary>
    public double Movement { get; init; } = 10;

    public override ConditionKind Kind => ConditionKind.FlatLine;

    public override bool HearsTiers => false;

    public override double Threshold => Samples;

    public override bool NeedsNumber => true;

    public override ConditionMemory Begin(long now) => new() { Window = new SiblingFlatLineWindow(this) };

    public override ConditionVerdict Judge(in JointSample sample, ref ConditionMemory memory)
    {
        if (memory.Window is not SiblingFlatLineWindow window)
        {
            return ConditionVerdict.Hold;
        }

        // Several may have changed at once; who has is seen by the time of the last sample.
        for (var i = 1; i < sample.Inputs.Count; i++)
        {
            window.AddSibling(i - 1, sample.Inputs[i].Last);
        }

        var watched = sample.Inputs[0].Last;
        if (!Trip.Usable(watched) || !window.AddWatched(watched, learn: !memory.Tripped))
        {
            return ConditionVerdict.Hold;
        }

        var reached = IsLong(window.Run) && MostMoved(sample.Inputs, window);
        return Trip.Decide(watched, ref memory, reached, notCleared: memory.Tripped && window.Run.Samples > 1);
    }

    private bool IsLong(FlatRun run) =>
        run.Samples > Math.Max(Samples, run.LongestSamples) && run.Length >= Math.Max(Duration.Ticks, run.LongestTime);

    private bool MostMoved(InputView inputs, SiblingFlatLineWindow window)
    {
        var (moved, heard) = Moved(inputs, window);
        return moved > 0 && 2 * moved >= heard;
    }

    private (int Moved, int Heard) Moved(InputView inputs, SiblingFlatLineWindow window)
    {
        var (moved, heard) = (0, 0);
        for (var i = 1; i < inputs.Count; i++)
        {
            var input = inputs[i];
            if (input.Silent || !input.Seen || input.Last.Quality.IsBad())
            {
                continue;
            }

            heard++;
            moved += window.Siblings[i - 1].HasMoved(Movement) ? 1 : 0;
        }

        return (moved, heard);
    }

    internal override LocalizedText Describe(Point subject, in JointSample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var watched = sample.Inputs.PointOf(0);
        var value = LimitWords.Number(sample.Inputs[0].Last.Value, watched.Unit);
        if (memory.Window is not SiblingFlatLineWindow window || happened != AlarmEvent.Raised)
        {
            return new($"{watched.Name.Zh} 的数值又有变化：{value}", $"{watched.Name.En} changes again: {value}");
        }

        var (moved, heard) = Moved(sample.Inputs, window);
        var length = LimitWords.Span(TimeSpan.FromTicks(window.Run.Length));
        return new(
            $"{watched.Name.Zh} 停在 {value} 已 {length.Zh}（{window.Run.Samples} 个样本），而 {heard} 个同类测点中有 {moved} 个在变化（超过各自噪声的 {Movement:G3} 倍）",
            $"{watched.Name.En} has stood at {value} for {length.En} ({window.Run.Samples} samples) while {moved} of {heard} siblings moved by more than {Movement:G3} times their noise");
    }
}
