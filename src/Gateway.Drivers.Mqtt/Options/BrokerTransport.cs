using System.Net;
using Gateway.Pipeline.Configuration;

namespace Gateway.Drivers.Mqtt.Options;

/// <summary>The link between site and county goes over TLS, but on this very machine: else its password, and what is reported, could be read and changed on the way. Pure.</summary>
public static class BrokerTransport
{
    /// <summary>Whether what is said to the broker leaves this machine readable. A host name other than <c>localhost</c> counts as another machine.</summary>
    public static bool IsPlain(MqttConnectionOptions broker) => broker.Tls is null && broker.Host.Length > 0 && !IsHere(broker.Host);

    /// <param name="path">JSON path of the broker.</param>
    /// <param name="word">JSON path of the switch that allows it all the same.</param>
    public static void Check(MqttConnectionOptions broker, bool allowPlain, string path, string word, ConfigurationErrors errors) => errors.Require(
        allowPlain || !IsPlain(broker), $"{path}.tls", broker.Host,
        $"服务器在其他机器上时必须用 TLS：填写 tls（可为空 {{}}，或含 caFile、pin）；确需明文时设 {word} 为 true",
        $"TLS for a broker on another machine: tls (empty {{}}, or with caFile or pin); or, knowing that all of it can be read and changed on the way, {word} true");

    private static bool IsHere(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
