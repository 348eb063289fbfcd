using System.Text;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Faults.Judging;
using Gateway.Faults.Processes.Net;
using Gateway.Testing.Mqtt;

namespace Gateway.Faults.Processes.County;

/// <summary>
/// A sensor that numbers its samples and gives each to the sensors' broker until the broker has acknowledged it, one after the other: whatever becomes of the
/// broker, no number is left out and the order stays.
/// </summary>
internal sealed class NumberedSource : TestMqttClient
{
    private readonly string _topic;
    private long _number;
    private DateTimeOffset _newest;

    public NumberedSource(int brokerPort, string topic)
        : base(new MqttConnectionOptions
        {
            Id = "source", ClientId = "source", Port = brokerPort, TimeoutMs = 1_500, KeepAliveS = 5, Reconnect = new MqttReconnectOptions { MinMs = 50, MaxMs = 200 },
        })
    {
        _topic = topic;
        Begin();
    }

    /// <summary>Newest number so far.</summary>
    public long Number => Interlocked.Read(ref _number);

    /// <summary>Sends until cancelled; ends when the number on its way has been taken.</summary>
    public async Task RunAsync(int perSecond, Obligations judge, CancellationToken enough)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond), TimeProvider.System);
        while (!enough.IsCancellationRequested)
        {
            var sample = new NumberedSample(Interlocked.Increment(ref _number), NextTime());
            judge.Issued(sample.Id, sample.Payload, sample.Time, NumberedSample.Stream, sample.Number);
            while (!await Client.PublishAsync(_topic, Encoding.UTF8.GetBytes(sample.Text), 1, false, Stopping))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Stopping);
            }

            await beat.WaitForNextTickAsync(Stopping);
        }
    }

    /// <summary>One message of another kind, until the broker has it.</summary>
    public async Task SayAsync(string topic, string text)
    {
        while (!await Client.PublishAsync(topic, Encoding.UTF8.GetBytes(text), 1, false, Stopping))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Stopping);
        }
    }

    // Whole microseconds, as the wire carries them, and never the same twice.
    private DateTimeOffset NextTime()
    {
        var now = TimeProvider.System.GetUtcNow();
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        return _newest = now > _newest ? now : _newest.AddMicroseconds(1);
    }
}
