using Gateway.Core.Measurements;

namespace Gateway.Drivers.Mqtt.Client;

/// <summary>The way to the broker was not opened for a reason that can be told in both languages.</summary>
internal sealed class BrokerRefusedException(LocalizedText reason, Exception? inner = null) : Exception(reason.En, inner)
{
    public LocalizedText Reason { get; } = reason;
}
