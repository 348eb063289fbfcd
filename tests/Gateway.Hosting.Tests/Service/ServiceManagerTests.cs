using System.Collections.Concurrent;
using System.Globalization;
using Gateway.Hosting.Service;
using Gateway.Testing.Time;
using Microsoft.Extensions.Hosting.Systemd;

namespace Gateway.Hosting.Tests.Service;

public sealed class ServiceManagerTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly Notifier _notifier = new();

    [Fact]
    public async Task It_lives_three_times_within_the_limit_and_an_error_is_an_answer()
    {
        using var ended = new CancellationTokenSource();
        var beat = new ServiceManager(_notifier, TimeSpan.FromSeconds(30), _time).BeatAsync(_ => throw new InvalidOperationException("the database is away"), ended.Token);
        for (var i = 0; i < 3; i++)
        {
            await Eventually.TrueAsync(() => _notifier.Told.Count > i && _time.ArmedTimers > 0);
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        await Eventually.TrueAsync(() => _notifier.Told.Count == 4);
        await ended.CancelAsync();
        await beat;
        _notifier.Told.ShouldAllBe(state => state == "WATCHDOG=1");
    }

    [Fact]
    public async Task Who_hangs_says_nothing_any_more()
    {
        using var ended = new CancellationTokenSource();
        var answer = new TaskCompletionSource();
        var beat = new ServiceManager(_notifier, TimeSpan.FromSeconds(30), _time).BeatAsync(token => answer.Task.WaitAsync(token), ended.Token);

        _time.Advance(TimeSpan.FromMinutes(5));
        _notifier.Told.ShouldBeEmpty();
        answer.SetResult();
        await Eventually.TrueAsync(() => !_notifier.Told.IsEmpty);
        await ended.CancelAsync();
        await beat;
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("60000000", null, 60.0)]
    [InlineData("60000000", "own", 60.0)]
    [InlineData("60000000", "1", null)]
    [InlineData("0", null, null)]
    [InlineData("-5", null, null)]
    [InlineData("soon", null, null)]
    public void The_limit_is_that_of_the_environment_when_it_is_meant_for_this_process(string? micros, string? process, double? seconds)
    {
        var own = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

        var limit = ServiceManager.LimitOf(name => name switch
        {
            "WATCHDOG_USEC" => micros,
            "WATCHDOG_PID" => process == "own" ? own : process,
            _ => null,
        });

        limit?.TotalSeconds.ShouldBe(seconds!.Value);
        (limit is null).ShouldBe(seconds is null);
    }

    private sealed class Notifier : ISystemdNotifier
    {
        public ConcurrentQueue<string> Told { get; } = new();

        public bool IsEnabled => true;

        public void Notify(ServiceState state) => Told.Enqueue(state.ToString());
    }
}
