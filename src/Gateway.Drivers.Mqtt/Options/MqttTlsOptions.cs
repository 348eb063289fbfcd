namespace Gateway.Drivers.Mqtt.Options;

/// <summary>TLS 1.2 or 1.3 to the broker; files are PEM.</summary>
public sealed record MqttTlsOptions
{
    /// <summary>Authorities to trust instead of the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>Client certificate; needs <see cref="KeyFile"/>.</summary>
    public string? CertFile { get; init; }

    public string? KeyFile { get; init; }

    /// <summary>Name the broker's certificate must carry. Default: the host.</summary>
    public string? ServerName { get; init; }

    /// <summary>SHA-256 of the broker's own certificate, hex: exactly that one is good, whoever issued it and whatever name it carries. Null = by authority.</summary>
    public string? Pin { get; init; }

    /// <summary>True accepts any certificate: no protection against a false broker. Default false; logged at each connect.</summary>
    public bool AllowUntrusted { get; init; }
}
