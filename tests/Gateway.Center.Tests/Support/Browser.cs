using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Center.Tests.Support;

/// <summary>What somebody in front of the console is to the center: keeps cookies, sends the session's token with every change.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient _http;

    public Browser(CenterUnderTest center, bool checkServer = true)
    {
        var handler = new SocketsHttpHandler { CookieContainer = Cookies, UseCookies = true };
        if (!checkServer)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        }

        _http = new HttpClient(handler) { BaseAddress = new Uri(center.Address) };
    }

    public CookieContainer Cookies { get; } = new();

    public string? Csrf { get; set; }

    public async Task<HttpResponseMessage> SignInAsync(string account, string password)
    {
        var answer = await SendAsync(HttpMethod.Post, "session", new { account, password });
        await TakeTokenAsync(answer);
        return answer;
    }

    /// <summary>Takes the token an answer with a session carries.</summary>
    public async Task TakeTokenAsync(HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode)
        {
            Csrf = (await answer.JsonAsync())["csrf"]!.GetValue<string>();
        }
    }

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<HttpResponseMessage> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body ?? new { });

    public Task<HttpResponseMessage> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, body);

    public Task<HttpResponseMessage> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : "/api/v1/" + path);
        request.Content = body is null ? null : JsonContent.Create(body, options: JsonSerializerOptions.Web);
        if (Csrf is not null)
        {
            request.Headers.Add("X-Csrf-Token", Csrf);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await _http.SendAsync(request);
    }

    public void Dispose() => _http.Dispose();
}

internal static class AnswerExtensions
{
    public static async Task<JsonNode> JsonAsync(this HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

    /// <summary>Status and code of a refusal in one word: <c>403 csrf.missing</c>.</summary>
    public static async Task<string> RefusalAsync(this HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return $"{(int)answer.StatusCode} {(text.StartsWith('{') ? JsonNode.Parse(text)!["code"]?.GetValue<string>() : text)}";
    }

    /// <summary>Paths of the fields that were told wrong.</summary>
    public static async Task<IReadOnlyList<string>> WrongFieldsAsync(this HttpResponseMessage answer) =>
        [.. ((await answer.JsonAsync())["errors"]?.AsArray() ?? []).Select(error => error!["path"]!.GetValue<string>())];
}
