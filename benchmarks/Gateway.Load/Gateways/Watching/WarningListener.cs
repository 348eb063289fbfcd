using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Testing.Peers;

namespace Gateway.Load.Gateways.Watching;

/// <summary>
/// mosquitto_sub on the gateway's warnings. Published is when it reached this subscriber, received when the gateway had the
/// reply or message in hand; both by the clock of this machine.
/// </summary>
internal sealed class WarningListener : IAsyncDisposable
{
    private readonly PeerProcess _process;

    private WarningListener(PeerProcess process) => _process = process;

    public static WarningListener Start(int brokerPort) =>
        new(PeerProcess.Start("mosquitto_sub", "-p", $"{brokerPort}", "-h", "127.0.0.1", "-q", "1", "-t", "gateway/load/warnings/#", "-F", "%U %p"));

    /// <summary>Milliseconds from received (Modbus) or from the source's time stamp (MQTT) to published, of warnings decided from a moment on.</summary>
    public WarningDelays Delays(DateTimeOffset from)
    {
        List<double> modbus = [], mqtt = [];
        foreach (var (published, warning) in _process.Output.Split('\n').Select(Read).OfType<(double, JsonNode)>())
        {
            if (warning["decidedTime"]!.GetValue<DateTimeOffset>() >= from)
            {
                var overMqtt = warning["point"]!.GetValue<string>()[0] == 'm';
                var since = warning[overMqtt ? "eventTime" : "receivedTime"]!.GetValue<DateTimeOffset>();
                (overMqtt ? mqtt : modbus).Add((published * 1000) - ((since - DateTimeOffset.UnixEpoch).TotalMilliseconds));
            }
        }

        return new WarningDelays(modbus, mqtt);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static (double, JsonNode)? Read(string line)
    {
        var blank = line.IndexOf(' ', StringComparison.Ordinal);
        return blank > 0 && double.TryParse(line[..blank], CultureInfo.InvariantCulture, out var time) && line[blank + 1] == '{'
            ? (time, JsonNode.Parse(line[(blank + 1)..])!)
            : null;
    }
}

/// <summary>Milliseconds each.</summary>
internal sealed record WarningDelays(List<double> Modbus, List<double> Mqtt)
{
    /// <summary>Nearest rank. Too few warnings are an error: their p99 would say nothing.</summary>
    public static double Percentile(List<double> values, double percent)
    {
        if (values.Count < 100)
        {
            throw new InvalidDataException($"Only {values.Count} warnings came.");
        }

        var sorted = values.Order().ToList();
        return sorted[(int)Math.Ceiling(sorted.Count * percent / 100) - 1];
    }
}
