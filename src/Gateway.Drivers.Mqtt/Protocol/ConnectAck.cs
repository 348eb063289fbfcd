using System.Text;

namespace Gateway.Drivers.Mqtt.Protocol;

/// <summary>The broker's answer to CONNECT, with the limits it sets (MQTT 5; the defaults stand for 3.1.1).</summary>
public sealed record ConnectAck
{
    public bool SessionPresent { get; init; }

    /// <summary>0 = accepted.</summary>
    public byte Reason { get; init; }

    public string? ReasonText { get; init; }

    /// <summary>Most publications of QoS 1 and 2 we may have open.</summary>
    public int ReceiveMaximum { get; init; } = 65535;

    public int MaximumQos { get; init; } = 2;

    /// <summary>False = a publication marked retain would make the broker close the connection.</summary>
    public bool RetainAvailable { get; init; } = true;

    /// <summary>Seconds; null = as we asked.</summary>
    public int? ServerKeepAliveS { get; init; }

    public long MaximumPacketSize { get; init; } = long.MaxValue;

    public static ConnectAck Parse(ReadOnlySpan<byte> body, bool version5)
    {
        var reader = new BodyReader(body);
        var ack = new ConnectAck { SessionPresent = (reader.ReadByte() & 1) != 0, Reason = reader.ReadByte() };
        if (!version5 || reader.AtEnd)
        {
            return ack;
        }

        var properties = new PropertyReader(reader.ReadProperties());
        while (properties.Next())
        {
            ack = properties.Id switch
            {
                PropertyReader.ReceiveMaximum => ack with { ReceiveMaximum = (int)Math.Max(1, properties.Number) },
                PropertyReader.MaximumQos => ack with { MaximumQos = (int)properties.Number },
                PropertyReader.RetainAvailable => ack with { RetainAvailable = properties.Number != 0 },
                PropertyReader.ServerKeepAlive => ack with { ServerKeepAliveS = (int)properties.Number },
                PropertyReader.MaximumPacketSize => ack with { MaximumPacketSize = properties.Number },
                PropertyReader.ReasonString => ack with { ReasonText = Encoding.UTF8.GetString(properties.Text) },
                _ => ack,
            };
        }

        return ack;
    }

    /// <summary>The reason in words, for a technician.</summary>
    public string Describe() => ReasonText ?? ReasonCode.Describe(Reason);
}
