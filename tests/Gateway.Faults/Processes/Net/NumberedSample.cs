using System.Globalization;
using System.Text.Json;

namespace Gateway.Faults.Processes.Net;

/// <summary>One numbered sample as it crosses the wire: its number is its value.</summary>
internal sealed record NumberedSample(long Number, DateTimeOffset Time)
{
    public const string Stream = "numbers";

    public string Id => IdOf(Number);

    public byte[] Payload => PayloadOf(Number);

    public string Text => string.Create(CultureInfo.InvariantCulture, $$"""{"ts":{{(Time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond}},"seq":{{Number}}}""");

    public static string IdOf(double number) => string.Create(CultureInfo.InvariantCulture, $"number {number:R}");

    public static byte[] PayloadOf(double number) => BitConverter.GetBytes(number);

    /// <summary>Null for anything else.</summary>
    public static NumberedSample? TryRead(string text)
    {
        using var json = JsonDocument.Parse(text);
        return json.RootElement.TryGetProperty("seq", out var number) && json.RootElement.TryGetProperty("ts", out var time)
            ? new NumberedSample(number.GetInt64(), DateTimeOffset.UnixEpoch.AddMicroseconds(time.GetInt64()))
            : null;
    }
}
