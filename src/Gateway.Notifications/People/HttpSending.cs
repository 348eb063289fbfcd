using Gateway.Pipeline.Ports;
using System.Text.Json;

namespace Gateway.Notifications.People;

/// <summary>Sends one request and reads a bounded answer; trouble outside becomes a reply, never an exception.</summary>
internal static class HttpSending
{
    /// <summary>More of an answer is not read.</summary>
    private const int MaxAnswerBytes = 64 * 1024;

    public static async ValueTask<PersonReply> SendAsync(
        HttpClient http, Func<HttpRequestMessage> create, int timeoutMs, TimeProvider time, Func<int, JsonElement?, PersonReply> judge, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(timeoutMs), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            using var request = create();
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return judge((int)response.StatusCode, await ReadAsync(response, either.Token));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new PersonReply(NotifyOutcome.Retry, null, false, $"no answer within {timeoutMs} ms");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException)
        {
            return new PersonReply(NotifyOutcome.Retry, null, false, e is HttpRequestException ? e.Message : e.GetType().Name);
        }
        catch (Exception e) when (e is UriFormatException or FormatException or InvalidOperationException)
        {
            return new PersonReply(NotifyOutcome.Refused, null, false, e.GetType().Name);
        }
    }

    /// <summary>A value of a JSON answer by a path such as <c>data.items.0.id</c>; null when there is none.</summary>
    public static string? At(JsonElement? root, string path)
    {
        if (root is not { } at)
        {
            return null;
        }

        foreach (var part in path.Split('.'))
        {
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(part, out var inner))
            {
                at = inner;
            }
            else if (at.ValueKind == JsonValueKind.Array && int.TryParse(part, out var index) && index >= 0 && index < at.GetArrayLength())
            {
                at = at[index];
            }
            else
            {
                return null;
            }
        }

        return at.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null ? null : at.ToString();
    }

    private static async Task<JsonElement?> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[MaxAnswerBytes];
        var length = await stream.ReadAtLeastAsync(buffer, MaxAnswerBytes, throwOnEndOfStream: false, cancellation);
        try
        {
            var reader = new Utf8JsonReader(buffer.AsSpan(0, length));
            return JsonElement.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
