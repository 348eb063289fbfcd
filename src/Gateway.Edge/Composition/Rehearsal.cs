using System.Buffers;
using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Notifications.Mqtt;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Composition;

/// <summary>
/// Takes a made-up warning the way of a real one before anything is read, and lets nobody hear of it: the code of a warning is compiled when it
/// first runs, and that tenth of a second must not be added to the first real one.
/// </summary>
public static class Rehearsal
{
    private const double Limit = 1;

    /// <returns>The warning, as it was read back from its log form.</returns>
    public static async Task<WarningEvent> RunAsync(string site, TimeProvider time)
    {
        var warning = Judge(time.GetUtcNow().UtcTicks);
        var logged = new ArrayBufferWriter<byte>();
        LogCodec.EncodeTransition(warning.Cause, logged);
        logged.ResetWrittenCount();
        LogCodec.EncodeWarning(warning, logged);
        var options = new MqttChannelOptions { Name = "rehearsal", Connection = "none", Topic = "rehearsal/{point}" };
        await new MqttWarningChannel(options, site, new Nobody()).SendAsync(warning, CancellationToken.None);
        return LogCodec.DecodeWarning(logged.WrittenSpan);
    }

    private static WarningEvent Judge(long now)
    {
        var condition = new HighLimit { Id = "red-high", Limit = Limit, Tier = WarningTier.Red, Basis = new RuleBasis("rehearsal", "1", "", null) };
        var point = new Point { Index = 0, Id = "rehearsal", Name = new LocalizedText("预演", "rehearsal") };
        var (transitions, warnings) = (new List<AlarmTransition>(), new List<WarningEvent>());
        new SiteEvaluator([new PointPlan(point, 0, [condition])], now)
            .Evaluate([new Reading(0, 2 * Limit, now, Quality.Good)], now, now, transitions, warnings);
        return warnings[0];
    }

    private sealed class Nobody : IMqttPublisher
    {
        public ValueTask<bool> PublishAsync(string topic, ReadOnlyMemory<byte> payload, int qos, bool retain, CancellationToken cancellation) =>
            ValueTask.FromResult(true);
    }
}
