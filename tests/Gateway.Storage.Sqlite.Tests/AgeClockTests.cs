using Gateway.Storage.Sqlite.Databases;
using Gateway.Storage.Sqlite.Log;
using Gateway.Storage.Sqlite.Tests.Support;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Storage.Sqlite.Tests;

public sealed class AgeClockTests
{
    private readonly SteppedTimeProvider _time = new(new ManualTimeProvider());

    [Fact]
    public void Time_that_goes_by_counts()
    {
        var clock = new AgeClock(_time, 0);
        clock.Now().ShouldBe(_time.GetUtcNow().UtcTicks);
        _time.Advance(TimeSpan.FromDays(400));
        clock.Now().ShouldBe(_time.GetUtcNow().UtcTicks);
    }

    [Fact]
    public void A_step_forward_counts_after_it_has_stood_for_a_day()
    {
        var clock = new AgeClock(_time, 0);
        var before = clock.Now();
        _time.Step(TimeSpan.FromDays(3650));
        clock.Now().ShouldBe(before);
        _time.Advance(TimeSpan.FromHours(23));
        clock.Now().ShouldBe(before + TimeSpan.FromHours(23).Ticks);
        _time.Advance(TimeSpan.FromHours(1));
        clock.Now().ShouldBe(_time.GetUtcNow().UtcTicks);
    }

    [Fact]
    public void A_step_forward_that_is_taken_back_never_counted()
    {
        var clock = new AgeClock(_time, 0);
        clock.Now();
        _time.Step(TimeSpan.FromDays(3650));
        _time.Advance(TimeSpan.FromHours(20));
        clock.Now();
        _time.Step(TimeSpan.FromDays(-3650));
        clock.Now().ShouldBe(_time.GetUtcNow().UtcTicks);
        _time.Step(TimeSpan.FromDays(1));
        _time.Advance(TimeSpan.FromHours(20));
        clock.Now().ShouldBe(_time.GetUtcNow().UtcTicks - TimeSpan.FromDays(1).Ticks);
    }

    [Fact]
    public void A_clock_that_is_wrong_at_the_start_is_seen_by_the_data_there_are()
    {
        var newest = _time.GetUtcNow().UtcTicks;
        _time.Step(TimeSpan.FromDays(3650));
        new AgeClock(_time, newest).Now().ShouldBe(newest);
    }

    [Fact]
    public async Task A_clock_set_ten_years_ahead_and_back_costs_the_log_nothing()
    {
        using var folder = new Gateway.Testing.Peers.TemporaryFolder();
        await using var log = new SqliteDurableLog(folder.File("log.db"), new(), new TestPoints(10), _time, NullLogger<SqliteDurableLog>.Instance);
        var pool = new Gateway.Pipeline.Batches.BatchPool();
        foreach (var step in (int[])[0, 3650, -3650, 0])
        {
            _time.Step(TimeSpan.FromDays(step));
            for (var i = 0; i < 5; i++)
            {
                _time.Advance(TimeSpan.FromMinutes(1));
                var batch = pool.Rent(0, _time.GetUtcNow().UtcTicks);
                batch.Add(new Core.Measurements.Reading(0, i, batch.ReceivedTime, Core.Measurements.Quality.Good));
                log.Append([batch]);
            }
        }

        LogBench.ReadAll(log).Count.ShouldBe(20);
    }
}
