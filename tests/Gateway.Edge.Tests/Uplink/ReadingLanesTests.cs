using Gateway.Contracts.V1.Link;
using Gateway.Edge.Uplink;
using Gateway.Edge.Uplink.Options;
using Gateway.Storage.Sqlite.Log;

namespace Gateway.Edge.Tests.Uplink;

public class ReadingLanesTests
{
    [Fact]
    public async Task In_good_weather_everything_goes_live_and_once()
    {
        await using var bench = new LinkBench();
        for (var i = 0; i < 60; i++)
        {
            bench.Write();
            await bench.BeatAsync();
            bench.Receipt();
        }

        All(bench).ShouldBe(600);
        bench.Center.Backlog.ShouldBeEmpty();
        bench.Center.Copies.ShouldBe(0);
        bench.Book.Done.ShouldBe(bench.Log.LastSequence);
    }

    [Fact]
    public async Task After_an_hour_cut_off_the_newest_come_at_once_events_first_and_the_old_ones_at_the_limited_rate()
    {
        await using var bench = new LinkBench(new UplinkOptions { County = "c1", BacklogRate = 1_000 });
        bench.Center.IsOnline = false;
        for (var i = 0; i < 360; i++)
        {
            bench.Write(100);
            if (i == 100)
            {
                bench.WriteTransition("old");
            }

            await bench.BeatAsync(TimeSpan.FromSeconds(10));
        }

        bench.Center.IsOnline = true;
        var reconnected = bench.Time.GetUtcNow().UtcTicks;
        for (var i = 0; i < 60; i++)
        {
            bench.Write(100);
            await bench.BeatAsync();
            bench.Receipt();
            if (i == 0)
            {
                bench.Center.Messages[0].Leaf.ShouldBe(LinkTopics.Events);
            }
        }

        All(bench).ShouldBe(42_000);
        bench.Center.Copies.ShouldBe(0);
        bench.Book.Done.ShouldBe(bench.Log.LastSequence);
        bench.Center.Live.Count.ShouldBe(60);
        bench.Center.Live.ShouldAllBe(batch => batch.SentAt - batch.FirstTime < TimeSpan.TicksPerSecond && batch.FirstTime >= reconnected);
        bench.Center.Backlog.Sum(batch => batch.Count).ShouldBe(36_000);
        bench.Center.Backlog.Select(batch => batch.Range.After).ShouldBeInOrder();
        var took = bench.Center.Backlog[^1].SentAt - reconnected;
        took.ShouldBeInRange(34 * TimeSpan.TicksPerSecond, 42 * TimeSpan.TicksPerSecond);
    }

    [Fact]
    public async Task What_the_broker_forgot_comes_again_as_backlog_and_what_was_confirmed_ahead_does_not()
    {
        await using var bench = new LinkBench();
        bench.Write();
        await bench.BeatsAsync(1);
        bench.Center.Forgets = true;
        bench.Write();
        await bench.BeatAsync();
        bench.Center.Forgets = false;
        for (var i = 0; i < 40; i++)
        {
            bench.Write();
            await bench.BeatsAsync(1);
        }

        All(bench).ShouldBe(420);
        bench.Center.Copies.ShouldBe(0);
        bench.Center.Backlog.ShouldHaveSingleItem().Count.ShouldBe(LinkBench.Points);
        bench.Book.Done.ShouldBe(bench.Log.LastSequence);
    }

    [Fact]
    public async Task While_the_center_says_nothing_the_window_stays_bounded_and_nothing_is_lost()
    {
        await using var bench = new LinkBench();
        for (var i = 0; i < 300; i++)
        {
            bench.Write();
            await bench.BeatAsync();
        }

        bench.Center.Live.Count.ShouldBeInRange(bench.Options.MostUnreceipted, bench.Options.MostUnreceipted + 5);
        bench.Center.Copies.ShouldBeLessThan(5);
        await bench.BeatsAsync(60);
        All(bench).ShouldBe(3_000);
        bench.Book.Done.ShouldBe(bench.Log.LastSequence);
    }

    [Fact]
    public async Task After_a_kill_only_what_was_not_confirmed_is_sent()
    {
        await using var bench = new LinkBench();
        for (var i = 0; i < 10; i++)
        {
            bench.Write();
            await bench.BeatsAsync(1);
        }

        bench.Write();
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await bench.KillAndStartAsync();
        bench.Write();
        await bench.BeatsAsync(3);

        All(bench).ShouldBe(120);
        bench.Center.Copies.ShouldBe(0);
        bench.Center.Backlog.ShouldHaveSingleItem().Count.ShouldBe(LinkBench.Points);
    }

    [Fact]
    public async Task What_the_log_let_go_of_unsent_is_told_as_missing_and_closes_the_hole()
    {
        await using var bench = new LinkBench(log: new SqliteLogOptions { MaxBytes = 1 << 20 });
        bench.Write();
        await bench.BeatsAsync(1);
        bench.Center.IsOnline = false;
        for (var i = 0; i < 200; i++)
        {
            bench.Write(1_000);
            await bench.BeatAsync();
        }

        bench.Center.IsOnline = true;
        await bench.BeatsAsync(120);

        bench.Center.Lost.ShouldNotBeEmpty();
        bench.Book.Done.ShouldBeGreaterThanOrEqualTo(bench.Center.Events.Max(message => message.Sequence) - 1);
        bench.Center.Readings.Values.ShouldAllBe(times => times == 1);
        bench.Center.Readings.Count.ShouldBeLessThan(bench.Written);
    }

    [Fact]
    public async Task A_log_older_than_the_link_says_what_it_no_longer_had_at_the_beginning()
    {
        await using var bench = new LinkBench(log: new SqliteLogOptions { MaxBytes = 1 << 20 });
        bench.Center.IsOnline = false;
        bench.Log.RetireReaders([]);
        for (var i = 0; i < 200; i++)
        {
            bench.Write(1_000);
        }

        await bench.KillAndStartAsync();
        bench.Center.IsOnline = true;
        bench.Receipt();
        await bench.BeatsAsync(120);

        bench.Center.Lost.ShouldNotBeEmpty();
        bench.Book.Done.ShouldBe(bench.Log.LastSequence);
    }

    [Fact]
    public async Task A_stretch_confirmed_long_ago_comes_again_when_the_center_asks_for_it()
    {
        await using var bench = new LinkBench();
        for (var i = 0; i < 10; i++)
        {
            bench.Write();
            await bench.BeatsAsync(1);
        }

        bench.Book.Ask(new SequenceRange(2, 5));
        await bench.BeatsAsync(3);

        var again = bench.Center.Backlog.ShouldHaveSingleItem();
        (again.Range, again.IsHistorical).ShouldBe((new SequenceRange(2, 5), true));
        again.Count.ShouldBe(3 * LinkBench.Points);
    }

    [Fact]
    public async Task A_log_keeps_its_name_over_a_restart_and_a_new_log_has_another()
    {
        await using var bench = new LinkBench();
        var name = bench.Log.Epoch;
        await bench.KillAndStartAsync();
        bench.Log.Epoch.ShouldBe(name);
        name.Length.ShouldBe(32);

        await bench.KillAndStartAsync(() => Directory.GetFiles(bench.Folder).ToList().ForEach(File.Delete));
        bench.Log.Epoch.ShouldNotBe(name);
        bench.Log.GetCursor(UplinkService.ReadingsReader).ShouldBe(0);
    }

    private static int All(LinkBench bench)
    {
        bench.Center.Readings.Values.ShouldAllBe(times => times == 1);
        bench.Center.Readings.Count.ShouldBe(bench.Written);
        return bench.Center.Readings.Count;
    }
}
