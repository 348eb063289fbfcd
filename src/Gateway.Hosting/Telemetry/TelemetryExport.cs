using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Gateway.Hosting.Telemetry;

/// <summary>
/// Sends every meter and source named <c>Gateway.*</c>, and the requests of the web server, to the collector. A collector that is away costs nothing but its own figures: what cannot be
/// sent is dropped, and nothing of the program waits for it. Disposing sends what is left, for at most five seconds.
/// </summary>
public sealed class TelemetryExport : IDisposable
{
    private const int LongestSendMs = 5_000;
    private readonly MeterProvider _metrics;
    private readonly TracerProvider? _traces;

    private TelemetryExport(MeterProvider metrics, TracerProvider? traces) => (_metrics, _traces) = (metrics, traces);

    /// <param name="options">Validated.</param>
    /// <param name="identity">Names the sender.</param>
    /// <returns>Null when there is no collector.</returns>
    public static TelemetryExport? Start(TelemetryOptions options, TelemetryIdentity identity)
    {
        if (options.Endpoint is not { } endpoint)
        {
            return null;
        }

        var headers = Headers(options.HeadersFile);
        var resource = ResourceBuilder.CreateEmpty().AddService(identity.Program, serviceNamespace: "gateway", identity.Version, autoGenerateServiceInstanceId: false, identity.Instance)
            .AddAttributes(identity.Attributes);
        var metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter("Gateway.*")
            .AddOtlpExporter((exporter, reader) =>
            {
                Configure(exporter, options, endpoint, "v1/metrics", headers);
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = options.IntervalS * 1000;
                reader.PeriodicExportingMetricReaderOptions.ExportTimeoutMilliseconds = LongestSendMs;
            })
            .Build();
        var traces = options.Traces
            ? Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource("Gateway.*", "Microsoft.AspNetCore").SetSampler(new ParentBasedSampler(new AlwaysOnSampler()))
                .AddOtlpExporter(exporter => Configure(exporter, options, endpoint, "v1/traces", headers)).Build()
            : null;
        return new TelemetryExport(metrics, traces);
    }

    public void Dispose()
    {
        _metrics.Shutdown(LongestSendMs);
        _traces?.Shutdown(LongestSendMs);
        _metrics.Dispose();
        _traces?.Dispose();
    }

    private static void Configure(OtlpExporterOptions exporter, TelemetryOptions options, string endpoint, string path, IReadOnlyList<(string Name, string Value)> headers)
    {
        // A path is put behind the address by hand: an endpoint that is set in code is taken as it is.
        exporter.Endpoint = new Uri(options.Protocol == TelemetryProtocol.Http ? $"{endpoint.TrimEnd('/')}/{path}" : endpoint);
        exporter.Protocol = options.Protocol == TelemetryProtocol.Http ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        exporter.TimeoutMilliseconds = LongestSendMs;
        // Not by the exporter's own list of headers, which knows no value with a comma.
        exporter.HttpClientFactory = () => Client(headers);
    }

    private static HttpClient Client(IReadOnlyList<(string Name, string Value)> headers)
    {
        var client = new HttpClient { Timeout = TimeSpan.FromMilliseconds(LongestSendMs) };
        foreach (var (name, value) in headers)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }

        return client;
    }

    /// <summary>One header a line, <c>name: value</c>.</summary>
    private static IReadOnlyList<(string Name, string Value)> Headers(string? file) => file is null
        ? []
        : [.. File.ReadLines(file).Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries)).Where(parts => parts is [{ Length: > 0 }, _]).Select(parts => (parts[0], parts[1]))];
}
