namespace Gateway.Drivers.Mqtt.Protocol;

/// <summary>Control packet types, MQTT 5.0 table 2-1; the upper four bits of the first byte.</summary>
public enum PacketType : byte
{
    Reserved = 0,
    Connect = 1,
    ConnectAck = 2,
    Publish = 3,
    PublishAck = 4,
    PublishReceived = 5,
    PublishRelease = 6,
    PublishComplete = 7,
    Subscribe = 8,
    SubscribeAck = 9,
    Unsubscribe = 10,
    UnsubscribeAck = 11,
    PingRequest = 12,
    PingResponse = 13,
    Disconnect = 14,
    Auth = 15,
}
