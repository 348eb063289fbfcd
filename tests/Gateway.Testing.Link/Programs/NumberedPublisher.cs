using System.Diagnostics;
using System.Globalization;
using Gateway.Testing.Peers;

namespace Gateway.Testing.Link.Programs;

/// <summary>
/// Sends numbered messages at a steady rate with mosquitto_pub, QoS 1. When it has ended well the broker has taken every one.
/// Each number has its own source time, so that no two share a row of the history.
/// </summary>
public sealed class NumberedPublisher : IDisposable
{
    private readonly Process _process;
    private readonly DateTimeOffset _start = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
    private readonly int _perSecond;
    private long _sent;

    public NumberedPublisher(int port, string topic, int perSecond)
    {
        _perSecond = perSecond;
        var info = new ProcessStartInfo("/usr/bin/mosquitto_pub") { UseShellExecute = false, RedirectStandardInput = true };
        foreach (var argument in (string[])["-p", $"{port}", "-q", "1", "-l", "-t", topic])
        {
            info.ArgumentList.Add(argument);
        }

        _process = Process.Start(info)!;
    }

    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Source time of a number: the numbers are spread evenly over time.</summary>
    public DateTimeOffset TimeOf(long number) => _start.AddMicroseconds(number * (1_000_000 / _perSecond));

    /// <summary>Sends until cancelled, then waits until the broker has taken all of it.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        var each = _perSecond / 50;
        while (!stopping.IsCancellationRequested)
        {
            // The timer merges ticks nobody took: the clock says what is due, and what a stall left behind is made up for, at most ten ticks' worth at once.
            var due = Math.Min((long)((TimeProvider.System.GetUtcNow() - _start).TotalSeconds * _perSecond) + each, _sent + (10 * each));
            while (_sent < due)
            {
                var number = _sent + 1;
                await _process.StandardInput.WriteLineAsync(
                    string.Create(CultureInfo.InvariantCulture, $$"""{"ts":{{MicrosecondsOf(number)}},"seq":{{number}}}"""));
                Interlocked.Increment(ref _sent);
            }

            await _process.StandardInput.FlushAsync(CancellationToken.None);
            await beat.WaitForNextTickAsync(CancellationToken.None);
        }

        _process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        await _process.WaitForExitAsync(limit.Token);
        _process.ExitCode.ShouldBe(0, "the broker did not take every message");
    }

    private long MicrosecondsOf(long number) => (TimeOf(number) - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
