namespace Gateway.Drivers.Mqtt;

/// <summary>Why a message was set aside, as counted by <c>gateway_mqtt_set_aside_messages_total</c>.</summary>
public enum SetAsideKind
{
    /// <summary>No point is bound to its topic.</summary>
    Unmapped = 0,

    /// <summary>The payload is not what the bindings expect.</summary>
    Unreadable = 1,

    /// <summary>Larger than <c>maxPacketBytes</c>.</summary>
    Oversize = 2,

    /// <summary>Reading it failed in a way nobody foresaw: an error of this program.</summary>
    Unexpected = 3,
}
