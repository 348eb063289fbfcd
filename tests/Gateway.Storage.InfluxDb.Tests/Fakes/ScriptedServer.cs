using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text;
using Gateway.Testing.Peers;

namespace Gateway.Storage.InfluxDb.Tests.Fakes;

/// <param name="RetryAfter">Value of the header; null to leave it out.</param>
public sealed record Scripted(int Status, string Body = "", string? RetryAfter = null, bool Hang = false);

public sealed record Received(string Path, string Query, string? Authorization, bool Gzip, string Body)
{
    public string[] Lines => Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A real HTTP server on loopback that answers as told, one request after another.</summary>
public sealed class ScriptedServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<Received, Scripted> _answer;
    private readonly ConcurrentQueue<Received> _received = new();

    public ScriptedServer(Func<Received, Scripted> answer)
    {
        _answer = answer;
        var port = FreePort.Next();
        Url = $"http://127.0.0.1:{port}";
        _listener.Prefixes.Add($"{Url}/");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Url { get; }

    public IReadOnlyList<Received> Received => [.. _received];

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                try
                {
                    await AnswerAsync(context);
                }
                catch (Exception gone) when (_listener.IsListening && gone is (HttpListenerException or ObjectDisposedException or IOException))
                {
                    // That client waited no longer, as on a busy machine; the next one is answered.
                }
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // Closed by the test.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var request = context.Request;
        var gzip = request.Headers["Content-Encoding"] == "gzip";
        using var body = new MemoryStream();
        await (gzip ? new GZipStream(request.InputStream, CompressionMode.Decompress) : request.InputStream).CopyToAsync(body);
        var received = new Received(
            request.Url!.AbsolutePath, Uri.UnescapeDataString(request.Url.Query), request.Headers["Authorization"], gzip,
            Encoding.UTF8.GetString(body.ToArray()));
        _received.Enqueue(received);
        var answer = _answer(received);
        if (answer.Hang)
        {
            return;
        }

        context.Response.StatusCode = answer.Status;
        if (answer.RetryAfter is not null)
        {
            context.Response.AddHeader("Retry-After", answer.RetryAfter);
        }

        if (answer.Status != 204)
        {
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer.Body));
        }

        context.Response.Close();
    }
}
