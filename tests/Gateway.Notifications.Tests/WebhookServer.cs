using System.Collections.Concurrent;
using System.Net;

namespace Gateway.Notifications.Tests;

/// <summary>A real HTTP server on loopback that answers with the statuses it is given, then 200.</summary>
internal sealed class WebhookServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<int> _statuses;

    public WebhookServer(params int[] statuses)
    {
        _statuses = new ConcurrentQueue<int>(statuses);
        Url = $"http://127.0.0.1:{Gateway.Testing.Peers.FreePort.Next()}/";
        _listener.Prefixes.Add(Url);
        _listener.Start();
        _ = ServeAsync();
    }

    public string Url { get; }

    public ConcurrentQueue<(string Body, WebHeaderCollection Headers)> Requests { get; } = new();

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream);
            Requests.Enqueue((await reader.ReadToEndAsync(), (WebHeaderCollection)context.Request.Headers));
            var status = _statuses.TryDequeue(out var next) ? next : 200;
            if (status == 0)
            {
                // Never answers: the client's own time limit must end it.
                continue;
            }

            context.Response.StatusCode = status;
            context.Response.Close();
        }
    }
}
