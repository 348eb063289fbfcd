using System.Globalization;
using Gateway.Simulators.Ledger;
using Gateway.Simulators.Mqtt;

namespace Gateway.Simulators.Hosting;

/// <summary>A steady stream of JSON messages for load tests.</summary>
/// <param name="Host">Broker.</param>
/// <param name="Port">Broker.</param>
/// <param name="Devices">Topics <c>prefix/0</c> to <c>prefix/n-1</c>, each with its own sequence.</param>
/// <param name="Rate">Messages per second over all devices, above 0.</param>
/// <param name="Qos">0 or 1.</param>
/// <param name="TopicPrefix">Without wildcards.</param>
public sealed record MqttLoadOptions(string Host, int Port, int Devices, double Rate, int Qos = 1, string TopicPrefix = "load");

/// <summary>Publishes <c>{"ts":ms,"seq":n,"value":v}</c>; values swing between 0 and 100. The ledger holds what the broker acknowledged.</summary>
public sealed class MqttLoad : IAsyncDisposable
{
    private readonly MqttLoadOptions _options;
    private readonly TimeProvider _time;
    private readonly MqttPublisher _publisher;
    private readonly DeviceLedger[] _devices;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public MqttLoad(MqttLoadOptions options, TimeProvider time)
    {
        (_options, _time, Ledger) = (options, time, new SentLedger(time));
        _devices = [.. Enumerable.Range(0, options.Devices).Select(i => Ledger.Device(Number(i), "mqtt"))];
        _publisher = new MqttPublisher(new MqttPublisherOptions(options.Host, options.Port, $"gateway-sim-{options.TopicPrefix}"), time);
        _running = RunAsync();
    }

    public SentLedger Ledger { get; }

    /// <summary>Messages handed to the publisher.</summary>
    public long Published { get; private set; }

    /// <summary>Messages not published because too many were unacknowledged; they have no sequence number.</summary>
    public long HeldBack { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _publisher.DrainAsync(TimeSpan.FromSeconds(3));
        await _publisher.DisposeAsync();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5), _time);
        var start = _time.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                var due = (long)(_time.GetElapsedTime(start).TotalSeconds * _options.Rate);
                while (Published + HeldBack < due)
                {
                    PublishNext();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }
    }

    private void PublishNext()
    {
        if (_publisher.IsFull)
        {
            HeldBack++;
            return;
        }

        var i = (int)(Published % _devices.Length);
        var device = _devices[i];
        var sequence = device.Next(_options.Qos > 0);
        var value = 50 + (50 * Math.Sin((sequence + i) * 0.05));
        var payload = $$"""{"ts":{{_time.GetUtcNow().ToUnixTimeMilliseconds()}},"seq":{{sequence}},"value":{{value.ToString("0.00", CultureInfo.InvariantCulture)}}}""";
        _publisher.TryPublish(
            $"{_options.TopicPrefix}/{Number(i)}", System.Text.Encoding.UTF8.GetBytes(payload), _options.Qos, () => device.Acknowledged(sequence));
        Published++;
    }

    private static string Number(int i) => i.ToString(CultureInfo.InvariantCulture);
}
