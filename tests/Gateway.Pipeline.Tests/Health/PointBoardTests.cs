using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Health;
using Gateway.Testing.Time;

namespace Gateway.Pipeline.Tests.Health;

public sealed class PointBoardTests
{
    [Fact]
    public void Shows_a_point_never_read_as_bad_and_not_seen()
    {
        var value = new PointBoard(1).Read(0);
        (value.Seen, value.Quality, double.IsNaN(value.Value)).ShouldBe((false, Quality.Bad, true));
        new PointBoard(1).Read(7).Seen.ShouldBeFalse();
    }

    [Fact]
    public void Keeps_the_newer_value_when_an_older_one_comes_late()
    {
        var board = new PointBoard(1);
        board.Set(new Reading(0, 2, 200, Quality.Good), 200, null);
        board.Set(new Reading(0, 1, 100, Quality.Good), 300, null);
        board.Read(0).Value.ShouldBe(2);
    }

    [Fact]
    public async Task Readers_never_see_half_of_a_write()
    {
        var board = new PointBoard(1);
        using var stop = new CancellationTokenSource();
        var seen = 0L;
        var reader = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                var value = board.Read(0);
                if (value.Seen)
                {
                    value.Value.ShouldBe(value.SourceTime);
                    value.ReceivedTime.ShouldBe(value.SourceTime);
                    Interlocked.Increment(ref seen);
                }
            }
        });
        for (var i = 1; i < 300_000; i++)
        {
            board.Set(new Reading(0, i, i, Quality.Good), i, null);
        }

        board.SetTier(0, WarningTier.Red);
        board.Grow(5);
        board.Read(0).Tier.ShouldBe(WarningTier.Red);

        // On a busy machine the reader may not have got a processor yet.
        await Eventually.TrueAsync(() => Interlocked.Read(ref seen) > 0 || reader.IsCompleted);
        await stop.CancelAsync();
        await reader;
    }
}
