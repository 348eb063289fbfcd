using Google.Protobuf;

namespace Gateway.Testing.Telemetry;

/// <summary>The few fields of opentelemetry-proto 1 that tests look at.</summary>
internal static class OtlpDecoder
{
    private const int StatusError = 2;

    /// <summary>ExportMetricsServiceRequest.</summary>
    public static List<OtlpMetric> Metrics(byte[] request) =>
    [
        .. from resourceMetrics in All(request, 1)
           let resource = Resource(resourceMetrics)
           from scope in All(resourceMetrics, 2)
           from metric in All(scope, 2)
           select new OtlpMetric(resource, Text(metric, 1)),
    ];

    /// <summary>ExportTraceServiceRequest.</summary>
    public static List<OtlpSpan> Spans(byte[] request) =>
    [
        .. from resourceSpans in All(request, 1)
           let resource = Resource(resourceSpans)
           from scope in All(resourceSpans, 2)
           from span in All(scope, 2)
           select new OtlpSpan(
               resource, Hex(span, 1), Hex(span, 4), Text(span, 5), Time(span, 7), Time(span, 8), Attributes(span, 9),
               [.. All(span, 13).Select(link => Hex(link, 1))], All(span, 15).Any(status => Number(status, 3) == StatusError)),
    ];

    private static IReadOnlyDictionary<string, string> Resource(byte[] message) =>
        All(message, 1).Select(resource => Attributes(resource, 1)).FirstOrDefault() ?? new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>KeyValue: key 1, value 2; AnyValue: string 1, bool 2, int 3.</summary>
    private static IReadOnlyDictionary<string, string> Attributes(byte[] message, int field) => All(message, field).ToDictionary(
        pair => Text(pair, 1),
        pair => All(pair, 2).Select(value => All(value, 1).Count > 0 ? Text(value, 1) : $"{Number(value, 2) + Number(value, 3)}").FirstOrDefault() ?? "",
        StringComparer.Ordinal);

    private static string Text(byte[] message, int field) => All(message, field) is [var bytes, ..] ? System.Text.Encoding.UTF8.GetString(bytes) : "";

    private static string Hex(byte[] message, int field) => All(message, field) is [var bytes, ..] ? Convert.ToHexStringLower(bytes) : "";

    private static DateTimeOffset Time(byte[] message, int field) => DateTimeOffset.UnixEpoch.AddTicks((long)(Fixed(message, field) / 100));

    private static List<byte[]> All(byte[] message, int field)
    {
        var found = new List<byte[]>();
        using var input = new CodedInputStream(message);
        while (input.ReadTag() is var tag && tag != 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) == field && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                found.Add(input.ReadBytes().ToByteArray());
            }
            else
            {
                input.SkipLastField();
            }
        }

        return found;
    }

    private static long Number(byte[] message, int field) => (long)Scalar(message, field, WireFormat.WireType.Varint, input => input.ReadUInt64());

    private static ulong Fixed(byte[] message, int field) => Scalar(message, field, WireFormat.WireType.Fixed64, input => input.ReadFixed64());

    private static ulong Scalar(byte[] message, int field, WireFormat.WireType type, Func<CodedInputStream, ulong> read)
    {
        using var input = new CodedInputStream(message);
        while (input.ReadTag() is var tag && tag != 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) == field && WireFormat.GetTagWireType(tag) == type)
            {
                return read(input);
            }

            input.SkipLastField();
        }

        return 0;
    }
}
