using Gateway.Faults.Processes.County;

namespace Gateway.Faults.Processes.Strikes;

/// <summary>Programs that die without warning, or stand still for a while.</summary>
internal static class KillStrikes
{
    public static Strike Gateway { get; } = Dies(
        "gateway", county => county.Gateway.KillAsync(), county => county.Gateway.StartAsync());

    public static Strike Center { get; } = Dies("center", county => county.Center.KillAsync(), county => county.Center.StartAsync());

    public static IReadOnlyList<Strike> Embedded { get; } =
    [
        Gateway, Center, Stops("gateway", county => county.Gateway.Process.SignalAsync), Stops("center", county => county.Center.SignalAsync),
        Dies("broker", county => county.LinkBroker.KillAsync(), county => county.LinkBroker.StartAsync()),
        Dies("broker", county => county.LinkBroker.KillAsync(), county => county.LinkBroker.StartWithoutMemoryAsync(), "kill.brokerForgets"),
        Stops("broker", county => county.LinkBroker.SignalAsync),
        Dies("sensorBroker", county => county.SensorBroker.KillAsync(), county => county.SensorBroker.StartAsync()),
        Dies("sensorBroker", county => county.SensorBroker.KillAsync(), ForgetSensorsAsync, "kill.sensorBrokerForgets"),
        Stops("sensorBroker", county => county.SensorBroker.SignalAsync),
    ];

    /// <summary>Those of a center on servers.</summary>
    public static IReadOnlyList<Strike> Servers { get; } =
    [
        .. Embedded,
        Dies("influx", county => county.Stores.Influx!.KillAsync(), county => county.Stores.Influx!.RestartAsync()),
        Stops("influx", county => county.Stores.Influx!.SignalAsync),
        Dies("postgres", county => county.Stores.Postgres!.KillAsync(), county => county.Stores.Postgres!.ResumeAsync()),
    ];

    // What the gateway has not acknowledged goes with the broker's memory; the session is made anew before the source speaks, as a configured broker would keep it.
    private static async Task ForgetSensorsAsync(FaultedCounty county)
    {
        await county.SensorBroker.StartWithoutMemoryAsync();
        await county.SensorBroker.KeepForAsync(county.Gateway.SensorClient, $"{county.Gateway.Edge}/#");
    }

    private static Strike Dies(string target, Func<FaultedCounty, Task> kill, Func<FaultedCounty, Task> start, string? kind = null) =>
        new(kind ?? $"kill.{target}", target, async (county, random, cancellation) =>
        {
            await kill(county);
            await Strike.HoldAsync(random, 0, 3, cancellation);
            await start(county);
        });

    private static Strike Stops(string target, Func<FaultedCounty, Func<string, Task>> signal) =>
        new($"stop.{target}", target, async (county, random, cancellation) =>
        {
            await signal(county)("STOP");
            try
            {
                await Strike.HoldAsync(random, 0.3, 7, cancellation);
            }
            finally
            {
                await signal(county)("CONT");
            }
        });
}
