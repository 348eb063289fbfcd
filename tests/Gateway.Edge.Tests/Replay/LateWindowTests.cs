using FsCheck;
using FsCheck.Fluent;
using Gateway.Core.Measurements;
using Gateway.Edge.Replay;

namespace Gateway.Edge.Tests.Replay;

public sealed class LateWindowTests
{
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(10);

    [Fact]
    public void Any_order_within_the_window_comes_out_in_order_and_whole() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(int, int)[]>(), draws =>
        {
            var samples = draws.Select((draw, i) => Sample((i * 40L) + Math.Abs(draw.Item1 % 300), i)).ToList();
            var (released, late) = Run(samples);
            released.Select(s => s.Reading.SourceTime).ShouldBe(samples.Select(s => s.Reading.SourceTime).Order());
            released.Select(s => s.Reading.Value).Order().ShouldBe(samples.Select(s => s.Reading.Value).Order());
            late.ShouldBe(0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Equal_times_keep_the_order_of_arrival() =>
        Run([Sample(5, 1), Sample(3, 2), Sample(5, 3), Sample(3, 4)]).Released.Select(s => s.Reading.Value).ShouldBe([2, 4, 1, 3]);

    [Fact]
    public void What_comes_later_than_the_window_is_counted()
    {
        var samples = Enumerable.Range(0, 40_000).Select(i => Sample(i, i)).Append(Sample(10, -1)).ToList();
        var (released, late) = Run(samples);
        (released.Count, late).ShouldBe((40_000, 1));
    }

    private static ReplaySample Sample(long seconds, double value) =>
        new(new Reading(0, value, seconds * TimeSpan.TicksPerSecond, Quality.Good), seconds * TimeSpan.TicksPerSecond);

    private static (List<ReplaySample> Released, long Late) Run(IEnumerable<ReplaySample> samples)
    {
        var released = new List<ReplaySample>();
        var window = new LateWindow(s_window, span => released.AddRange(span));
        foreach (var sample in samples)
        {
            window.Add(sample);
        }

        window.Flush();
        return (released, window.TooLate);
    }
}
