namespace Gateway.Drivers.Mqtt.Protocol;

/// <summary>Reason codes in words, for a technician (MQTT 3.1.1 section 3.2.2.3, MQTT 5.0 section 2.4).</summary>
public static class ReasonCode
{
    /// <summary>Codes from here on mean failure.</summary>
    public const byte Failure = 0x80;

    public static string Describe(byte code) => Words(code) is { } words ? $"{words} (0x{code:X2})" : $"reason 0x{code:X2}";

    private static string? Words(byte code) => code switch
    {
        0 => "success",
        1 or 0x84 => "protocol version not supported",
        2 or 0x85 => "client id refused",
        3 or 0x88 => "server unavailable",
        4 or 0x86 => "bad user name or password",
        5 or 0x87 => "not authorised",
        0x80 => "unspecified error",
        0x81 => "malformed packet",
        0x82 => "protocol error",
        0x83 => "implementation error",
        0x89 => "server busy",
        0x8A => "banned",
        0x8B => "server shutting down",
        0x8D => "keep-alive timeout",
        0x8E => "another client took over the session: the client id must be unique",
        0x8F => "topic filter invalid",
        0x90 => "topic name invalid",
        0x93 => "receive maximum exceeded",
        0x94 => "topic alias invalid",
        0x95 => "packet too large",
        0x96 => "message rate too high",
        0x97 => "quota exceeded",
        0x98 => "administrative action",
        0x99 => "payload format invalid",
        0x9A => "retain not supported",
        0x9B => "QoS not supported",
        0x9C or 0x9D => "use another server",
        0x9E => "shared subscriptions not supported",
        0x9F => "connection rate exceeded",
        0xA0 => "maximum connect time",
        0xA1 => "subscription identifiers not supported",
        0xA2 => "wildcard subscriptions not supported",
        _ => null,
    };
}
