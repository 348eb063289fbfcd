using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Gateway.Pipeline.Security;

namespace Gateway.Storage.InfluxDb.Writing;

/// <summary>Speaks to one server: <c>/write</c>, <c>/api/v2/write</c>, <c>/query</c> and plain GET. Thread-safe but for writing, one at a time.</summary>
public sealed class InfluxClient : IDisposable
{
    private const int LargestErrorBytes = 64 * 1024;

    // The most rows anybody asks for are 100,000, at most about 100 bytes each.
    private const long LargestAnswerBytes = 64 << 20;

    private readonly InfluxOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly InfluxCredentials _credentials;
    private readonly ServerCertificateCheck _certificate;
    private readonly Uri _writeAddress;
    private readonly RequestBody _part = new();
    private RequestBody _next = new();
    private RequestBody _former = new();

    /// <param name="handler">For tests; null for a socket handler of its own.</param>
    public InfluxClient(InfluxOptions options, TimeProvider time, HttpMessageHandler? handler = null)
    {
        _options = options;
        _time = time;
        _credentials = new InfluxCredentials(options);
        _certificate = new ServerCertificateCheck(options.CaFile, options.Pin);
        _writeAddress = InfluxAddresses.Write(options);
        _http = new HttpClient(handler ?? NewHandler(options, _certificate), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Posts lines. Every trouble with server, network or secret becomes a reply; only cancellation throws.</summary>
    public Task<WriteReply> WriteAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellation)
    {
        _part.Fill(lines, _options.Gzip);
        return WriteAsync(_part, cancellation);
    }

    /// <summary>Makes the body that this server gets of these lines. May run beside the request that carries the body made before it.</summary>
    /// <returns>Valid until the next but one is made.</returns>
    public RequestBody Prepare(ReadOnlyMemory<byte> lines)
    {
        (_next, _former) = (_former, _next);
        _next.Fill(lines, _options.Gzip);
        return _next;
    }

    /// <summary>Posts a prepared body; like the other in all else.</summary>
    public async Task<WriteReply> WriteAsync(RequestBody body, CancellationToken cancellation)
    {
        using var limit = Limit(cancellation);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _writeAddress) { Content = ContentOf(body) };
            request.Headers.Authorization = _credentials.Header;
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return await ReadReplyAsync(response, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new WriteReply(0, $"No answer within {_options.TimeoutMs} ms.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException or FormatException)
        {
            return new WriteReply(0, WhyNot(e));
        }
    }

    /// <summary>Runs InfluxQL; the answer is the JSON text with times in nanoseconds.</summary>
    /// <param name="post">True for statements that change something (CREATE DATABASE).</param>
    /// <exception cref="HttpRequestException">The server refused or cannot be reached.</exception>
    public Task<Stream> QueryAsync(string statement, bool post, CancellationToken cancellation)
    {
        var address = InfluxAddresses.Query(_options, statement);
        return ReadAsync(post ? HttpMethod.Post : HttpMethod.Get, address, cancellation);
    }

    /// <summary>Any other address of the server, relative to its base.</summary>
    /// <exception cref="HttpRequestException">The server refused or cannot be reached.</exception>
    public Task<Stream> GetAsync(string relative, CancellationToken cancellation) =>
        ReadAsync(HttpMethod.Get, InfluxAddresses.Under(_options, relative), cancellation);

    public void Dispose()
    {
        _http.Dispose();
        _part.Dispose();
        _next.Dispose();
        _former.Dispose();
    }

    private async Task<Stream> ReadAsync(HttpMethod method, Uri address, CancellationToken cancellation)
    {
        using var limit = Limit(cancellation);
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = _credentials.Header;
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        if (!response.IsSuccessStatusCode)
        {
            var reply = await ReadReplyAsync(response, limit.Token);
            throw new HttpRequestException($"HTTP {reply.Status}: {reply.Body}", null, response.StatusCode);
        }

        return await ReadAllAsync(response.Content, limit.Token);
    }

    private async Task<WriteReply> ReadReplyAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            _credentials.Forget();
        }

        if (response.StatusCode == HttpStatusCode.NoContent)
        {
            return new WriteReply(204, "");
        }

        var body = await ReadTextAsync(response.Content, cancellation);
        return new WriteReply((int)response.StatusCode, body, RetryAfter(response.Headers.RetryAfter));
    }

    private static async Task<Stream> ReadAllAsync(HttpContent content, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        try
        {
            return await BoundedRead.AllAsync(stream, LargestAnswerBytes, cancellation);
        }
        catch (InvalidDataException error)
        {
            throw new HttpRequestException($"The time-series store answered more than {LargestAnswerBytes >> 20} MiB.", error);
        }
    }

    private static async Task<string> ReadTextAsync(HttpContent content, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[LargestErrorBytes];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? header?.Date - _time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : null;
    }

    private ReadOnlyMemoryContent ContentOf(RequestBody body)
    {
        var content = new ReadOnlyMemoryContent(body.Bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/plain", "utf-8");
        if (_options.Gzip)
        {
            content.Headers.ContentEncoding.Add("gzip");
        }

        return content;
    }

    private RequestLimit Limit(CancellationToken cancellation) =>
        new(TimeSpan.FromMilliseconds(_options.TimeoutMs), _time, cancellation);

    // The framework says that there was no secure connection; the check says why.
    private string WhyNot(Exception error) =>
        error is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } && _certificate.Refusal is { } refusal ? refusal.En : error.Message;

    private static SocketsHttpHandler NewHandler(InfluxOptions options, ServerCertificateCheck certificate) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        SslOptions = certificate.Options(),
        ConnectTimeout = TimeSpan.FromMilliseconds(options.TimeoutMs),
        PooledConnectionLifetime = TimeSpan.FromMinutes(15),
    };
}
