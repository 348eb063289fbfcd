using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Gateway.Testing.Peers;

namespace Gateway.Notifications.Tests.People;

/// <summary>An HTTP server that always says the same.</summary>
internal sealed class HttpPeer : IDisposable
{
    private readonly HttpListener _listener = new();

    /// <param name="answers">False = takes the request and says nothing.</param>
    public HttpPeer(int status, string answer, bool answers = true)
    {
        Url = $"http://127.0.0.1:{FreePort.Next()}/send";
        _listener.Prefixes.Add(Url + "/");
        _listener.Start();
        _ = Task.Run(() => ServeAsync(status, answer, answers));
    }

    public string Url { get; }

    public ConcurrentQueue<(string Head, string Headers, string Body)> Requests { get; } = new();

    public void Dispose() => _listener.Close();

    private async Task ServeAsync(int status, string answer, bool answers)
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
                var headers = string.Join('\n', context.Request.Headers.AllKeys.Select(key => $"{key}: {context.Request.Headers[key]}"));
                Requests.Enqueue((context.Request.Url!.ToString(), headers, await reader.ReadToEndAsync()));
                if (answers)
                {
                    context.Response.StatusCode = status;
                    context.Response.Close(Encoding.UTF8.GetBytes(answer), willBlock: false);
                }
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }
}
