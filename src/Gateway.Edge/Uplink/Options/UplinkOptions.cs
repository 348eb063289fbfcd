using Gateway.Contracts.V1.Link;
using Gateway.Drivers.Mqtt.Options;

namespace Gateway.Edge.Uplink.Options;

/// <summary>The link to the county's warning center; the section <c>uplink</c> of <c>edge.json</c>.</summary>
public sealed record UplinkOptions
{
    /// <summary>Id of the county, as the center knows it. Letters, digits, <c>. _ -</c>; 1 to 64 characters.</summary>
    public string County { get; init; } = "";

    /// <summary>Unique among the gateways of the site; written like <see cref="County"/>. Default <c>edge-1</c>.</summary>
    public string Edge { get; init; } = "edge-1";

    /// <summary>The broker. Will, subscriptions and (unless written) client id are the link's own.</summary>
    public MqttConnectionOptions Broker { get; init; } = new();

    /// <summary>True lets the link run without TLS to a broker on another machine, where everybody on the way can read and change it. Default false.</summary>
    public bool AllowPlain { get; init; }

    /// <summary>
    /// File with the center's public key (PEM) that acknowledgements, sounding and offered rule packs must be signed with; written by <c>gateway enrol</c>. Null = every
    /// offer is refused, and acknowledgements and sounding are taken from whoever the broker lets write to the commands of this gateway.
    /// </summary>
    public string? OfferKeyFile { get; init; }

    /// <summary>How often new readings are sent, 200 ms to 60 s. Default 1 s.</summary>
    public TimeSpan LiveInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Most readings a second that are sent late, 100 to 1,000,000. Default 5,000.</summary>
    public int BacklogRate { get; init; } = 5_000;

    /// <summary>How often the state is told, 1 s to 5 min. Default 10 s.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What the center has not confirmed after this is sent again, 1 s to 10 min. Default 15 s; doubled, up to eight times, while nothing comes of it.</summary>
    public TimeSpan ReceiptTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Most messages of each kind (events, live, backlog) sent and not confirmed, 1 to 1,000. Default 64.</summary>
    public int MostUnreceipted { get; init; } = 64;

    /// <summary>When something waits and the center has confirmed nothing for this long, the gateway says so here, 10 s to 24 h. Default 5 min.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest silence before the center must take the link for broken, whole seconds: three heartbeats and five seconds.</summary>
    public int SilenceS => (int)Math.Ceiling((3 * Heartbeat.TotalSeconds) + 5);

    /// <summary>The connection as it is made.</summary>
    /// <param name="will">Payload of the will.</param>
    public MqttConnectionOptions BrokerOf(string site, string will) => Named(site) with
    {
        Will = new MqttWillOptions { Topic = LinkTopics.Of(County, site, Edge, LinkTopics.State), Payload = will, Qos = 1, Retain = true },
        Subscriptions =
        [
            new MqttSubscriptionOptions { Filter = LinkTopics.Of(County, site, Edge, LinkTopics.Receipts), Qos = 1 },
            new MqttSubscriptionOptions { Filter = LinkTopics.Of(County, site, Edge, LinkTopics.Commands), Qos = 1 },
        ],
    };

    internal MqttConnectionOptions Named(string site) => Broker with
    {
        Id = Broker.Id.Length == 0 ? "uplink" : Broker.Id,
        ClientId = string.IsNullOrEmpty(Broker.ClientId) ? $"rgw-{County}-{site}-{Edge}" : Broker.ClientId,
    };
}
