using Gateway.Drivers.Mqtt.Client;
using Gateway.Drivers.Mqtt.Options;

namespace Gateway.Drivers.Mqtt.Tests.Client;

public sealed class ReconnectDelayTests
{
    [Fact]
    public void Reconnect_waits_double_with_jitter_up_to_the_bound()
    {
        var delay = new ReconnectDelay(new MqttReconnectOptions { MinMs = 100, MaxMs = 1000 }, new Random(1));
        var waits = Enumerable.Range(0, 8).Select(_ => delay.Next().TotalMilliseconds).ToArray();
        for (var i = 0; i < waits.Length; i++)
        {
            var full = Math.Min(1000, 100 * Math.Pow(2, i));
            waits[i].ShouldBeInRange(full / 2, full);
        }

        delay.Reset();
        delay.Next().TotalMilliseconds.ShouldBeLessThanOrEqualTo(100);
    }
}
