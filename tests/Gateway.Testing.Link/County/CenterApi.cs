using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Gateway.Testing.Link.County;

/// <summary>What somebody signed in at the center's console sees. The session outlives a restart of the center.</summary>
internal sealed class CenterApi : IDisposable
{
    private const int Page = 5_000;
    private const string Account = "tester";
    private const string Password = "a-long-pass-phrase-for-tests-9";
    private readonly HttpClient _http;

    public CenterApi(int port) => _http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), UseCookies = true })
    {
        BaseAddress = new Uri($"http://127.0.0.1:{port}/api/v1/"), Timeout = TimeSpan.FromSeconds(30),
    };

    /// <summary>Makes the first account, which is signed in then.</summary>
    public async Task SetUpAsync(string code)
    {
        using var answer = await _http.PostAsJsonAsync("setup", new { code, account = Account, password = Password, name = "值班员甲" });
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        _http.DefaultRequestHeaders.Add("X-Csrf-Token", JsonNode.Parse(text)!["csrf"]!.GetValue<string>());
    }

    /// <returns>Null when the answer has no body.</returns>
    public async Task<JsonNode?> PostAsync(string path, object body)
    {
        using var answer = await _http.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    /// <summary>Signs in again when the session is over, as a person would: a center whose clock leapt by a day ends every session.</summary>
    public async Task<JsonNode> GetAsync(string path)
    {
        using var first = await _http.GetAsync(new Uri(path, UriKind.Relative));
        if (first.StatusCode != HttpStatusCode.Unauthorized)
        {
            return await ReadAsync(path, first);
        }

        using var signedIn = await _http.PostAsJsonAsync("session", new { account = Account, password = Password });
        using var second = await _http.GetAsync(new Uri(path, UriKind.Relative));
        return await ReadAsync(path, second);
    }

    /// <summary>Every address of the API's own description that is read and names nothing.</summary>
    public async Task<List<string>> PathsAsync() =>
        [.. (await GetAsync("/openapi/v1.json"))["paths"]!.AsObject().Where(path => path.Value!["get"] is not null && !path.Key.Contains('{')).Select(path => path.Key)];

    /// <summary>The answer as it came, whatever its status.</summary>
    public async Task<string> TextAsync(string path)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative));
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>All rows of a list that has pages, in the order of the API: newest first.</summary>
    public async Task<List<JsonNode>> AllAsync(string path)
    {
        var rows = new List<JsonNode>();
        string? next = null;
        do
        {
            var page = await GetAsync($"{path}&limit=500{(next is null ? "" : $"&after={Uri.EscapeDataString(next)}")}");
            rows.AddRange(page["items"]!.AsArray().Select(row => row!));
            next = page["next"]?.GetValue<string>();
        }
        while (next is not null);
        return rows;
    }

    /// <summary>Subjects of the ledger's facts of one kind, oldest first.</summary>
    public async Task<List<string>> FactsAsync(string site, string kind) =>
        [.. (await AllAsync($"ledger?site={site}&kind={kind}")).Select(row => row["subject"]!.GetValue<string>()).Reverse()];

    public Task<JsonNode> CompletenessAsync(string site, DateTimeOffset from, DateTimeOffset? to = null) =>
        GetAsync($"sites/{site}/completeness?from={Text(from)}{(to is { } end ? $"&to={Text(end)}" : "")}");

    /// <summary>Single values of a point; empty while the center does not know it.</summary>
    public async Task<List<StoredReading>> HistoryAsync(string site, string point, DateTimeOffset from, DateTimeOffset to)
    {
        var all = new List<StoredReading>();
        while (true)
        {
            var answer = await GetAsync($"sites/{site}/points/{point}/history?from={Text(from)}&to={Text(to)}&resolution=raw&limit={Page}");
            var page = answer["samples"]!.AsArray()
                .Select(row => new StoredReading(row!["t"]!.GetValue<DateTimeOffset>(), row["mean"]?.GetValue<double>() ?? double.NaN)).ToList();
            all.AddRange(page);
            if (page.Count < Page)
            {
                return all;
            }

            from = page[^1].Time.AddTicks(1);
        }
    }

    public void Dispose() => _http.Dispose();

    private static async Task<JsonNode> ReadAsync(string path, HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new HttpRequestException($"{path}: {(int)answer.StatusCode} {text}");
    }

    private static string Text(DateTimeOffset time) => Uri.EscapeDataString(time.ToString("O", CultureInfo.InvariantCulture));
}

/// <param name="Value">NaN = none.</param>
internal readonly record struct StoredReading(DateTimeOffset Time, double Value);
