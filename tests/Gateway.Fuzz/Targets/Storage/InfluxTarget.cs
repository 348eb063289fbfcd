using System.Net;
using System.Text;
using Gateway.Fuzz.Engine;
using Gateway.Pipeline.Ports;
using Gateway.Storage.InfluxDb;
using Gateway.Storage.InfluxDb.History;
using Gateway.Storage.InfluxDb.Writing;
using Gateway.Testing.Time;

namespace Gateway.Fuzz.Targets.Storage;

/// <summary>
/// Answers of a time-series store, whatever it is. The first byte chooses query (two kinds of store, raw or buckets) or the answer to a write. A query
/// ends with samples or the documented exception.
/// </summary>
internal sealed class InfluxTarget : FuzzTarget
{
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero));

    public override string Name => "influx-answers";

    public override IReadOnlyList<string> Tokens { get; } =
        ["{\"results\":[", "\"series\":[", "\"values\":[", "\"error\":", "\"message\":", "\"timestamps\":[", "partial write: unable to parse 'a b': bad dropped=3", "1772409600000000000", "null"];

    public override IEnumerable<byte[]> Seeds() =>
    [
        [0, .. "{\"results\":[{\"series\":[{\"columns\":[\"time\",\"value\",\"quality\"],\"values\":[[1772409600000000000,1.5,192],[1772409601000000000,null,0]]}]}]}"u8],
        [1, .. "{\"results\":[{\"series\":[{\"values\":[[1772409600000000000,1,2,1.5,4]]}]},{\"series\":[{\"values\":[[1772409600000000000,192]]}]}]}"u8],
        [2, .. "{\"metric\":{},\"values\":[1.5,null],\"timestamps\":[1772409600000,1772409601000]}\n"u8], [4, .. "{\"error\":\"partial write: unable to parse 'a b': bad dropped=3\"}"u8],
    ];

    public override string Execute(byte[] input)
    {
        if (input.Length == 0)
        {
            return "nothing";
        }

        var body = input[1..];
        if (input[0] % 5 == 4)
        {
            var parsed = PartialWriteMessage.Parse(Encoding.UTF8.GetString(body));
            Oracle.Demand(parsed.Dropped >= 0, "a count is not below 0");
            return $"write {Math.Min(parsed.Dropped, 2)} {Math.Min(parsed.Named.Count, 2)}";
        }

        var options = new InfluxOptions { Url = "http://127.0.0.1:1", Database = "d", ReadBack = input[0] % 5 >= 2 ? InfluxReadBack.VictoriaMetrics : InfluxReadBack.InfluxQl };
        using var client = new InfluxClient(options, _time, new Answer(body));
        var resolution = input[0] % 2 == 0 ? HistoryResolution.Raw : HistoryResolution.Minute;
        try
        {
            var now = _time.GetUtcNow();
            var samples = new InfluxHistory(options, client).QueryAsync("p", now.AddDays(-1), now, resolution, 1000, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            Oracle.Demand(samples.Count <= 1000 && samples.All(sample => sample.Time >= 0 && sample.Time <= DateTime.MaxValue.Ticks), "samples have times that can be, and are no more than were asked for");
            return $"{resolution} {options.ReadBack} {Math.Min(samples.Count, 4)}";
        }
        catch (HttpRequestException refused)
        {
            return $"{resolution} {options.ReadBack} {Oracle.Shape(refused.Message)}";
        }
    }

    private sealed class Answer(byte[] body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) });
    }
}
