using System.Text;
using BenchmarkDotNet.Attributes;
using Gateway.Drivers.Mqtt;
using Gateway.Drivers.Mqtt.Client;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Ports;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Benchmarks;

/// <summary>One message to its readings, the look-up of its topic included: as the driver gets it from the client.</summary>
[ShortRunJob]
[MemoryDiagnoser]
public class MqttMappingBenchmarks
{
    private const int Elements = 10;

    private readonly IMqttMessageSink _driver = new MqttDriver(
        new MqttConnectionOptions { Id = "b", ClockToleranceS = 0 }, [.. Bindings()], new PoolOutlet(), 0, TimeProvider.System, NullLogger.Instance);

    private readonly byte[] _flatTopic = "sensors/gas-1/t"u8.ToArray();
    private readonly byte[] _flat = Encoding.UTF8.GetBytes("""{"id":"gas-1","data":{"lel":26.4,"unit":"%LEL"},"status":3,"q":"ok","ts":1767323045123}""");
    private readonly byte[] _arrayTopic = "slope/prisms"u8.ToArray();
    private readonly byte[] _array = Encoding.UTF8.GetBytes(
        $$"""{"ts":1767323045123,"list":[{{string.Join(',', Enumerable.Range(0, Elements).Select(i => $$"""{"id":"P{{i}}","dx":{{i}}.25}"""))}}]}""");

    private readonly byte[] _rawTopic = "meter/raw"u8.ToArray();
    private readonly byte[] _raw = "1234.5"u8.ToArray();

    /// <summary>Value, status bits, quality and time of one point.</summary>
    [Benchmark]
    public ValueTask Json() => Read(_flatTopic, _flat);

    /// <summary>Ten readings of one message, found by their ids.</summary>
    [Benchmark]
    public ValueTask JsonArray() => Read(_arrayTopic, _array);

    [Benchmark]
    public ValueTask RawNumber() => Read(_rawTopic, _raw);

    private static IEnumerable<ResolvedMqttBinding> Bindings()
    {
        yield return new ResolvedMqttBinding(0, new MqttPointBinding
        {
            Topic = "sensors/+/t", Path = "data.lel", TimePath = "ts", TimeFormat = "unixMs", QualityPath = "q", FlagsPath = "status",
            Quality = new Dictionary<string, string> { ["ok"] = "good" }, Flags = new Dictionary<string, string> { ["bit2"] = "fault" },
        });
        yield return new ResolvedMqttBinding(1, new MqttPointBinding { Topic = "meter/raw", Format = "raw" });
        for (var i = 0; i < Elements; i++)
        {
            yield return new ResolvedMqttBinding(2 + i, new MqttPointBinding
            {
                Topic = "slope/prisms", Path = "dx", TimePath = "ts", TimeFormat = "unixMs", Array = new MqttArrayOptions { Path = "list", IdPath = "id", Id = $"P{i}" },
            });
        }
    }

    private ValueTask Read(byte[] topic, byte[] payload)
    {
        _driver.OnMessage(new MqttMessage { Topic = topic, Payload = payload });
        return _driver.OnReadEndAsync(null, CancellationToken.None);
    }

    /// <summary>Takes batches back at once. What could not be read has no readings and is an error of this benchmark.</summary>
    private sealed class PoolOutlet : IReadingOutlet
    {
        private readonly BatchPool _pool = new();

        public ReadingBatch Rent(int source) => _pool.Rent(source, 1);

        public ValueTask WriteAsync(ReadingBatch batch, CancellationToken cancellation)
        {
            _pool.Return(batch);
            return ValueTask.CompletedTask;
        }

        public void Return(ReadingBatch batch) => throw new InvalidOperationException("A message gave no reading.");
    }
}
