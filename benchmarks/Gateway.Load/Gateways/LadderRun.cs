using Gateway.Load.Gateways.Site;
using Gateway.Load.Gateways.Watching;
using Gateway.Load.Running;
using Gateway.Testing.Peers;

namespace Gateway.Load.Gateways;

/// <summary>
/// A site whose first points climb through their four limits while the gateway is watched. The simulators are started with it, because the
/// ladder of the limits counts their changes from their start.
/// </summary>
/// <param name="Calm">The gateway before it, over a window as long in which no limit is reached; null when not asked for.</param>
/// <param name="Seen">The gateway over the window.</param>
/// <param name="Delays">Of the warnings decided within it.</param>
internal sealed record LadderRun(Observation? Calm, Observation Seen, WarningDelays Delays)
{
    private const int ChangeMs = 100;

    /// <summary>The clocks of simulators and gateway start apart; no warning may fall into the calm window.</summary>
    private static readonly TimeSpan s_between = TimeSpan.FromSeconds(3);

    /// <param name="site">Its ports and its ladder are filled in here.</param>
    /// <param name="messages">MQTT messages a second over the site's topics.</param>
    public static async Task<LadderRun> WatchAsync(
        SitePlan site, int devices, int messages, Broker broker, TemporaryFolder folder, TimeSpan warmUp, TimeSpan window, bool calmFirst,
        CancellationToken cancellation)
    {
        var ladderAfter = calmFirst ? warmUp + window + s_between : warmUp;
        await using var simulators = await ModbusSimulators.StartAsync(folder, devices, dead: 0, ChangeMs);
        var plan = site with
        {
            ModbusPorts = simulators.Alive,
            BrokerPort = broker.Port,
            LadderStart = (int)(ladderAfter.TotalMilliseconds / ChangeMs),
            LadderLength = (int)(window.TotalMilliseconds / ChangeMs),
        };
        await using var listener = WarningListener.Start(broker.Port);
        await using var gateway = await GatewayProgram.StartAsync(plan, folder, cancellation);
        await using var publisher = messages == 0 ? null : PeerProcess.Start(
            BuiltProgram.Simulator, "mqtt", "--broker", $"127.0.0.1:{broker.Port}", "--devices", $"{plan.MqttTopics}", "--rate", $"{messages}");
        await Task.Delay(warmUp - gateway.StartTime, TimeProvider.System, cancellation);
        var calm = calmFirst ? await Observation.WatchAsync(gateway, window, sampleQueue: false, cancellation) : null;
        if (calmFirst)
        {
            await Task.Delay(s_between / 2, TimeProvider.System, cancellation);
        }

        var from = TimeProvider.System.GetUtcNow();
        var seen = await Observation.WatchAsync(gateway, window, sampleQueue: false, cancellation);
        return seen.NothingLost ? new LadderRun(calm, seen, listener.Delays(from)) : throw new InvalidDataException("Readings were dropped.");
    }
}
