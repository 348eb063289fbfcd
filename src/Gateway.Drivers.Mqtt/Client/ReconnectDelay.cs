using Gateway.Drivers.Mqtt.Options;

namespace Gateway.Drivers.Mqtt.Client;

/// <summary>Doubling waits with jitter: each is between half and all of min * 2^n, never over max.</summary>
public sealed class ReconnectDelay(MqttReconnectOptions options, Random random)
{
    private int _attempts;

    public TimeSpan Next()
    {
        var full = Math.Min(options.MaxMs, options.MinMs * Math.Pow(2, Math.Min(_attempts, 30)));
        _attempts++;
        return TimeSpan.FromMilliseconds(full * (0.5 + (random.NextDouble() / 2)));
    }

    public void Reset() => _attempts = 0;
}
