using System.Globalization;
using Microsoft.Extensions.Hosting.Systemd;

namespace Gateway.Hosting.Service;

/// <summary>
/// Tells the service manager (systemd, sd_notify(3)) that the program is ready, lives, and stops. A program that hangs says nothing any more, and is
/// started again. Where no manager asked, nothing is told.
/// </summary>
/// <param name="watchdog">After so long without a word the manager ends the program; null = it does not watch.</param>
public sealed class ServiceManager(ISystemdNotifier notifier, TimeSpan? watchdog, TimeProvider time)
{
    // Often enough that one answer that comes late is not taken for a hang.
    private const int BeatsPerLimit = 3;
    private static readonly ServiceState s_lives = new("WATCHDOG=1");

    /// <summary>By what the manager put into the environment of this process.</summary>
    public static ServiceManager OfThisProcess(TimeProvider time) => new(new SystemdNotifier(), LimitOf(Environment.GetEnvironmentVariable), time);

    public void Ready() => notifier.Notify(ServiceState.Ready);

    public void Stopping() => notifier.Notify(ServiceState.Stopping);

    /// <summary>Tells on a beat that the program lives, as long as it answers; ends when cancelled.</summary>
    /// <param name="answers">Asks the part without which the program is of no use. An error is an answer: starting again would not mend it.</param>
    public async Task BeatAsync(Func<CancellationToken, Task> answers, CancellationToken stopping)
    {
        if (watchdog is not { } limit || !notifier.IsEnabled)
        {
            return;
        }

        using var timer = new PeriodicTimer(limit / BeatsPerLimit, time);
        try
        {
            do
            {
                await AnswerAsync(answers, stopping);
                notifier.Notify(s_lives);
            }
            while (await timer.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    /// <summary>Of <c>WATCHDOG_USEC</c>; null when it is absent or meant for another process.</summary>
    internal static TimeSpan? LimitOf(Func<string, string?> variable)
    {
        var meant = variable("WATCHDOG_PID");
        if (!string.IsNullOrEmpty(meant) && meant != Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
        {
            return null;
        }

        return long.TryParse(variable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var micros) && micros > 0 ? TimeSpan.FromMicroseconds(micros) : null;
    }

    private static async Task AnswerAsync(Func<CancellationToken, Task> answers, CancellationToken stopping)
    {
        try
        {
            await answers(stopping);
        }
        catch (Exception) when (!stopping.IsCancellationRequested)
        {
            // It answered.
        }
    }
}
