using Gateway.Core.Measurements;
using Gateway.Drivers.Mqtt.Mapping;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Fuzz.Engine;
using Gateway.Pipeline.Batches;
using Gateway.Testing.Time;

namespace Gateway.Fuzz.Targets.Mqtt;

/// <summary>Payloads of sources, read by every kind of mapping. The first byte chooses the topic. No payload throws; a good reading has a value and a time.</summary>
internal sealed class MqttMappingTarget : FuzzTarget
{
    private static readonly string[] s_topics = ["json", "array", "raw", "text", "binary", "boolean", "unix", "series"];

    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero));
    private readonly BatchPool _pool = new();
    private readonly TopicMap _topicMap;

    public MqttMappingTarget() => _topicMap = new TopicMap(
        [.. Bindings().Select((binding, index) => new ResolvedMqttBinding(index, binding))], PlainBinaryDecoder.Factory, new SourceClocks(TimeSpan.FromMinutes(5), _time));

    public override string Name => "mqtt-mapping";

    public override IReadOnlyList<string> Tokens { get; } =
        ["\"v\":", "\"t\":", "\"q\":", "\"s\":", "\"data\":{", "\"list\":[", "\"id\":\"a\"", "\"2026-03-02T00:00:00Z\"", "1772409600", "-999", "\"ok\"", "\"ALARM\"", "1e5", "20260302000000"];

    public override IEnumerable<byte[]> Seeds() =>
    [
        [0, .. "{\"data\":{\"v\":12.5},\"t\":\"2026-03-02T00:00:00Z\",\"q\":\"ok\",\"s\":\"ALARM\"}"u8], [1, .. "{\"list\":[{\"id\":\"a\",\"v\":\"3.5\"},{\"id\":\"b\",\"v\":2}],\"t\":1772409600}"u8],
        [2, .. "12.5"u8], [3, .. "{\"v\":\"\\u5f00\"}"u8], [4, 0, 1, 2, 3, 4, 5, 6, 7], [5, .. "{\"v\":true}"u8], [6, .. "{\"v\":1,\"t\":1772409600123,\"s\":9}"u8], [7, .. "[{\"v\":1},{\"v\":2}]"u8],
    ];

    public override string Execute(byte[] input)
    {
        if (input.Length == 0)
        {
            return "nothing";
        }

        var name = s_topics[input[0] % s_topics.Length];
        var route = _topicMap.Find(System.Text.Encoding.UTF8.GetBytes("t/" + name), out _)!;
        var batch = _pool.Rent(0, _time.GetUtcNow().UtcTicks);
        try
        {
            var trouble = route.Read(input.AsSpan(1), new MessageContext(batch, batch.ReceivedTime, (input[0] & 128) != 0, route.Clock));
            var qualities = Check(batch);
            return $"{name} {(trouble is null ? qualities : Oracle.Shape(trouble))}";
        }
        finally
        {
            _pool.Return(batch);
        }
    }

    private static string Check(ReadingBatch batch)
    {
        var seen = new SortedSet<byte>();
        for (var i = 0; i < batch.Count; i++)
        {
            var reading = batch.Readings[i];
            var isText = batch.Texts?.ContainsKey(i) == true;
            Oracle.Demand(isText || double.IsFinite(reading.Value) || reading.Quality.IsBad(), "a reading without a value is not good");
            Oracle.Demand(reading.SourceTime >= 0 && reading.SourceTime <= DateTime.MaxValue.Ticks, "a time can be");
            seen.Add((byte)reading.Quality);
        }

        return $"{Math.Min(batch.Count, 3)} {string.Join(',', seen.Take(3))}";
    }

    private static IEnumerable<MqttPointBinding> Bindings()
    {
        yield return new() { Topic = "t/json", Path = "data.v", Scale = 2, Offset = 1, FaultCodes = [-999], TimePath = "t", QualityPath = "q", Quality = new Dictionary<string, string> { ["ok"] = "good" }, FlagsPath = "s", Flags = new Dictionary<string, string> { ["ALARM"] = "alarmLevel1" } };
        yield return new() { Topic = "t/array", Path = "v", Array = new() { Path = "list", IdPath = "id", Id = "a" }, TimePath = "t", TimeFormat = "unixS" };
        yield return new() { Topic = "t/array", Path = "v", Array = new() { Path = "list", IdPath = "id", Id = "b" } };
        yield return new() { Topic = "t/raw", Format = "raw", SourceUnit = "degF", Unit = "degC" };
        yield return new() { Topic = "t/text", Path = "v", Type = "text" };
        yield return new() { Topic = "t/binary", Format = "binary", Binary = new() { Type = "float32", Position = 2, Order = "cdab" } };
        yield return new() { Topic = "t/binary", Format = "binary", Binary = new() { Type = "uint16", Position = 0, Bit = 3 } };
        yield return new() { Topic = "t/boolean", Path = "v", Type = "boolean", TimePath = "t", TimeFormat = "yyyyMMddHHmmss", TimeOffsetMinutes = 480 };
        yield return new() { Topic = "t/unix", Path = "v", TimePath = "t", TimeFormat = "unixMs", Backlog = true, HistoricalPath = "h", FlagsPath = "s", Flags = new Dictionary<string, string> { ["bit3"] = "fault" } };
        yield return new() { Topic = "t/series", Path = "v", Array = new(), TimePath = "t", TimeFormat = "unixNs" };
    }
}
