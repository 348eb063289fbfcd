using Gateway.Pipeline.Configuration;

namespace Gateway.Hosting.Telemetry;

/// <summary>Section <c>telemetry</c> of both configurations: metrics and traces sent to an OpenTelemetry collector (OTLP). Without an endpoint nothing is sent.</summary>
public sealed record TelemetryOptions
{
    /// <summary>Base address of the collector, for example <c>http://127.0.0.1:4318</c> (HTTP) or <c>:4317</c> (gRPC); null = nothing is sent. Off loopback only https.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Default HTTP with protobuf bodies.</summary>
    public TelemetryProtocol Protocol { get; init; } = TelemetryProtocol.Http;

    /// <summary>File with one header a line, <c>name: value</c>, for example a token of the collector; null = none.</summary>
    public string? HeadersFile { get; init; }

    /// <summary>Seconds between two sendings of the metrics, 1 to 3600. Default 60.</summary>
    public int IntervalS { get; init; } = 60;

    /// <summary>Send traces of warnings, calls and requests too. Default true.</summary>
    public bool Traces { get; init; } = true;

    /// <param name="path">Where the section stands, for example <c>edge.json: telemetry</c>.</param>
    public void Check(string path, ConfigurationErrors errors)
    {
        errors.Require(IntervalS is >= 1 and <= 3600, $"{path}.intervalS", IntervalS, "1 至 3600", "1 to 3600");
        if (Endpoint is null)
        {
            return;
        }

        var address = Uri.TryCreate(Endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;
        errors.Require(
            address is { UserInfo: "", Query: "", Fragment: "" }, $"{path}.endpoint", Secretless(Endpoint), "http 或 https 地址，不含用户、查询和片段，如 http://127.0.0.1:4318",
            "an http or https address without user, query and fragment, for example http://127.0.0.1:4318");
        errors.Require(
            address is null || address.Scheme == Uri.UriSchemeHttps || address.IsLoopback, $"{path}.endpoint", Secretless(Endpoint), "本机之外必须用 https",
            "https, unless the collector is on this machine");
        errors.Require(HeadersFile is null || File.Exists(HeadersFile), $"{path}.headersFile", HeadersFile, "存在的文件", "a file that exists");
    }

    private static string Secretless(string address) => address.Contains('@', StringComparison.Ordinal) ? "***" : address;
}

public enum TelemetryProtocol
{
    /// <summary>OTLP over HTTP, protobuf; to <c>/v1/metrics</c> and <c>/v1/traces</c> below the endpoint.</summary>
    Http = 0,

    /// <summary>OTLP over gRPC.</summary>
    Grpc = 1,
}
