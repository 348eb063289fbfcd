using System.Collections.Concurrent;
using Gateway.Testing.Peers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.Center.Tests.Ledger;

/// <summary>Another organisation's HTTP server on a port of its own: keeps what is posted and answers as told.</summary>
internal sealed class HttpPeer : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _taken = new();
    private WebApplication? _web;

    public int Port { get; } = FreePort.Next();

    /// <summary>Status of the next answers.</summary>
    public int Status { get; set; } = StatusCodes.Status204NoContent;

    public int Attempts { get; private set; }

    /// <summary>Bodies that were answered with success.</summary>
    public IReadOnlyList<string> Taken => [.. _taken];

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{Port}");
        _web = builder.Build();
        _web.MapPost("/anchors", async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            Attempts++;
            if (Status < StatusCodes.Status400BadRequest)
            {
                _taken.Enqueue(body);
            }

            context.Response.StatusCode = Status;
        });
        await _web.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_web is not null)
        {
            await _web.DisposeAsync();
        }
    }
}
