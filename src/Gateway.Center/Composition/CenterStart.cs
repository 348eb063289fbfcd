using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Serilog;

namespace Gateway.Center.Composition;

/// <summary>From nothing to a center that serves, however often its database goes away meanwhile.</summary>
internal static class CenterStart
{
    /// <param name="adjust">Lets a test replace services.</param>
    /// <returns>Started; the caller ends it.</returns>
    /// <exception cref="CenterStartException">A reason a person can mend.</exception>
    public static async Task<CenterHost> RunAsync(
        CenterOptions options, TimeProvider time, Serilog.ILogger logs, CancellationToken cancellation, Action<WebApplicationBuilder>? adjust = null)
    {
        while (true)
        {
            await WaitingRoom.UntilDatabaseIsThereAsync(options, time, logs, cancellation);
            if (await TryAsync(options, time, logs, adjust, cancellation) is { } host)
            {
                return host;
            }

            await Task.Delay(WaitingRoom.Pause, time, cancellation);
        }
    }

    /// <returns>Null when the database went away while it started; nothing is left of it then.</returns>
    private static async Task<CenterHost?> TryAsync(
        CenterOptions options, TimeProvider time, Serilog.ILogger logs, Action<WebApplicationBuilder>? adjust, CancellationToken cancellation)
    {
        var host = new CenterHost(options, time, builder =>
        {
            builder.Logging.AddSerilog(logs);
            adjust?.Invoke(builder);
        });
        try
        {
            await host.StartAsync(cancellation);
            return host;
        }
        catch (Exception error)
        {
            await host.DisposeAsync();
            if (error is not CenterStartException && DatabaseTrouble.IsAway(error))
            {
                return null;
            }

            throw;
        }
    }
}
