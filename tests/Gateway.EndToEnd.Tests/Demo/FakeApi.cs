using System.Net;
using System.Text;
using System.Text.Json;
using Gateway.Testing.Peers;

namespace Gateway.EndToEnd.Tests.Demo;

/// <summary>A gateway that answers with the history a test wants, to see whether the report notices what is missing.</summary>
internal sealed class FakeApi : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public FakeApi()
    {
        var port = FreePort.Next();
        Address = $"http://127.0.0.1:{port}";
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    public string Address { get; }

    /// <summary>Values stored by point. Those at the same position have the same source time.</summary>
    public Dictionary<string, int[]> Stored { get; } = [];

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                var body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(Answer(context.Request)));
                await context.Response.OutputStream.WriteAsync(body);
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private object Answer(HttpListenerRequest request)
    {
        if (!request.Url!.AbsolutePath.EndsWith("/history", StringComparison.Ordinal))
        {
            return Array.Empty<object>();
        }

        var values = Stored.GetValueOrDefault(request.QueryString["point"]!, []);
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return new { samples = values.Select((v, i) => new { time = start.AddSeconds(i), mean = (double)v }) };
    }
}
