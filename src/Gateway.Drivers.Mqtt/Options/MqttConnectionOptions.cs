namespace Gateway.Drivers.Mqtt.Options;

/// <summary>One connection to a broker, as the user wrote it. Check it with <see cref="MqttConnectionOptionsValidator"/> before use.</summary>
public sealed record MqttConnectionOptions
{
    /// <summary>Unique at the site.</summary>
    public string Id { get; init; } = "";

    public string Host { get; init; } = "127.0.0.1";

    /// <summary>1 to 65535. Default 1883; 8883 is usual with TLS.</summary>
    public int Port { get; init; } = 1883;

    /// <summary><c>3.1.1</c> (default) or <c>5</c>.</summary>
    public string Version { get; init; } = "3.1.1";

    /// <summary>Names the session at the broker; must be unique there. Default <c>gateway-{Id}</c>.</summary>
    public string? ClientId { get; init; }

    /// <summary>True throws the broker's session away at each first connect; messages sent while we were away are then lost. Default false.</summary>
    public bool CleanStart { get; init; }

    /// <summary>How long the broker keeps the session while we are away, seconds (MQTT 5). Default 7 days.</summary>
    public int SessionExpiryS { get; init; } = 7 * 24 * 3600;

    /// <summary>
    /// 5 to 65535 seconds. A connection silent for one and a half times this is given up. 0 = off: no pings, and a broker that
    /// vanishes without closing the connection is not noticed here, only by the points going stale. Default 30.
    /// </summary>
    public int KeepAliveS { get; init; } = 30;

    public string? Username { get; init; }

    /// <summary>File whose first line is the password; read at each connect, so it can be changed while running.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>Environment variable that holds the password.</summary>
    public string? PasswordEnv { get; init; }

    public MqttTlsOptions? Tls { get; init; }

    public MqttWillOptions? Will { get; init; }

    /// <summary>Most messages of QoS 1 and 2 taken but not acknowledged, 1 to 65535. Default 1000; then the socket is not read.</summary>
    public int MaxInFlight { get; init; } = 1000;

    /// <summary>Largest packet taken, bytes, 1 KiB to 64 MiB; a larger message is set aside unread. Default 1 MiB.</summary>
    public int MaxPacketBytes { get; init; } = 1024 * 1024;

    /// <summary>Longest wait for connect, CONNACK and the acknowledgement of a publication, milliseconds. Default 10,000.</summary>
    public int TimeoutMs { get; init; } = 10_000;

    /// <summary>Largest believable difference between a source's clock and ours, seconds. Default 60 (domain rule 7.5); 0 switches the watch off.</summary>
    public int ClockToleranceS { get; init; } = 60;

    public MqttReconnectOptions Reconnect { get; init; } = new();

    /// <summary>What to subscribe to; empty = the topics of the points with QoS 1. <c>{name}</c> stands for one level.</summary>
    public IReadOnlyList<MqttSubscriptionOptions> Subscriptions { get; init; } = [];

    /// <summary>The client id in use.</summary>
    public string EffectiveClientId => string.IsNullOrEmpty(ClientId) ? $"gateway-{Id}" : ClientId;

    public bool IsVersion5 => Version == "5";
}
