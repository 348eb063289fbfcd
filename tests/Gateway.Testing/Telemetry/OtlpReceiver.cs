using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Gateway.Testing.Telemetry;

/// <summary>
/// A collector for tests, since Debian has none: takes OTLP over HTTP and gRPC and keeps what came. Decodes by the field numbers of opentelemetry-proto 1, with a protobuf reader that is not the
/// exporter's own.
/// </summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private const string GrpcMetrics = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";
    private const string GrpcTraces = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    private const int GrpcPrefix = 5;
    private readonly WebApplication _web;

    private OtlpReceiver(WebApplication web) => _web = web;

    public ConcurrentQueue<OtlpMetric> Metrics { get; } = new();

    public ConcurrentQueue<OtlpSpan> Spans { get; } = new();

    /// <summary>Header <c>Authorization</c> of each request.</summary>
    public ConcurrentQueue<string> Authorizations { get; } = new();

    public string Address => _web.Urls.First();

    /// <param name="grpc">HTTP/2 without TLS, as gRPC on loopback; else HTTP/1.1.</param>
    public static async Task<OtlpReceiver> StartAsync(bool grpc = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, listen => listen.Protocols = grpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        var receiver = new OtlpReceiver(builder.Build());
        receiver._web.Run(receiver.TakeAsync);
        await receiver._web.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Authorizations.Enqueue(context.Request.Headers.Authorization.ToString());
        var isGrpc = context.Request.Path.Value is GrpcMetrics or GrpcTraces;
        var message = isGrpc ? body.ToArray()[GrpcPrefix..] : body.ToArray();
        switch (context.Request.Path.Value)
        {
            case "/v1/metrics" or GrpcMetrics:
                OtlpDecoder.Metrics(message).ForEach(Metrics.Enqueue);
                break;
            case "/v1/traces" or GrpcTraces:
                OtlpDecoder.Spans(message).ForEach(Spans.Enqueue);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
        }

        if (isGrpc)
        {
            context.Response.ContentType = "application/grpc";
            context.Response.DeclareTrailer("grpc-status");
            await context.Response.Body.WriteAsync(new byte[GrpcPrefix]);
            context.Response.AppendTrailer("grpc-status", "0");
        }
    }
}

/// <param name="Resource">Attributes of the sender.</param>
public sealed record OtlpMetric(IReadOnlyDictionary<string, string> Resource, string Name);

/// <param name="Trace">32 hex digits.</param>
/// <param name="Parent">16 hex digits; empty = none.</param>
/// <param name="Links">Traces it links to.</param>
public sealed record OtlpSpan(
    IReadOnlyDictionary<string, string> Resource, string Trace, string Parent, string Name, DateTimeOffset Start, DateTimeOffset End,
    IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<string> Links, bool IsError);
