using FsCheck;
using FsCheck.Fluent;
using Gateway.Edge.Timing;
using Gateway.Testing.Time;

namespace Gateway.Edge.Tests.Timing;

public sealed class GridTimeProviderTests
{
    [Fact]
    public void Waits_that_end_in_the_same_grid_end_together()
    {
        var clock = new ManualTimeProvider();
        var grid = new GridTimeProvider(clock);
        var ends = new List<DateTimeOffset>();
        var timers = new List<ITimer>();
        foreach (var late in new[] { 0, 7, 21 })
        {
            clock.Advance(TimeSpan.FromMilliseconds(late));
            timers.Add(grid.CreateTimer(_ => ends.Add(clock.GetUtcNow()), null, TimeSpan.FromMilliseconds(1002), Timeout.InfiniteTimeSpan));
        }

        clock.Advance(TimeSpan.FromSeconds(2));
        ends.Count.ShouldBe(3);
        ends.Distinct().Count().ShouldBe(1);
        timers.ForEach(t => t.Dispose());
    }

    [Fact]
    public void A_wait_never_ends_early_and_at_most_one_grid_late_and_a_short_one_is_exact() =>
        Prop.ForAll(Gen.Choose(0, 5000).Two().ToArbitrary(), pair =>
        {
            var (start, wait) = (TimeSpan.FromMilliseconds(pair.Item1), TimeSpan.FromMilliseconds(pair.Item2));
            var late = Fired(start, wait, changed: false) - wait;
            return late >= TimeSpan.Zero && late <= GridTimeProvider.GridOf(wait)
                && Fired(start, wait, changed: true) == late + wait;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Endless_and_very_long_waits_are_left_as_they_are()
    {
        var grid = new GridTimeProvider(new ManualTimeProvider());
        using var never = grid.CreateTimer(_ => Assert.Fail("fired"), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        never.Change(TimeSpan.FromDays(40), Timeout.InfiniteTimeSpan).ShouldBeTrue();
    }

    /// <summary>How long a wait begun at <paramref name="start"/> took.</summary>
    private static TimeSpan Fired(TimeSpan start, TimeSpan wait, bool changed)
    {
        var clock = new ManualTimeProvider();
        clock.Advance(start);
        var grid = new GridTimeProvider(clock);
        var began = clock.GetUtcNow();
        DateTimeOffset? end = null;
        using var timer = grid.CreateTimer(_ => end = clock.GetUtcNow(), null, changed ? Timeout.InfiniteTimeSpan : wait, Timeout.InfiniteTimeSpan);
        if (changed)
        {
            timer.Change(wait, Timeout.InfiniteTimeSpan);
        }

        clock.Advance(TimeSpan.FromSeconds(10));
        return end!.Value - began;
    }
}
