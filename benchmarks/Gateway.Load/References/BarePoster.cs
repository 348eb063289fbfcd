using System.Net;

namespace Gateway.Load.References;

/// <summary>A plain HttpClient that posts ready-made bodies one after another.</summary>
internal static class BarePoster
{
    /// <summary>Bodies accepted until the time is over.</summary>
    public static async Task<long> RunAsync(Uri address, IReadOnlyList<byte[]> bodies, TimeSpan length, CancellationToken cancellation)
    {
        using var http = new HttpClient();
        var start = TimeProvider.System.GetTimestamp();
        var posted = 0L;
        while (TimeProvider.System.GetElapsedTime(start) < length)
        {
            using var body = new ByteArrayContent(bodies[(int)(posted % bodies.Count)]);
            using var answer = await http.PostAsync(address, body, cancellation);
            if (answer.StatusCode != HttpStatusCode.NoContent)
            {
                throw new InvalidDataException($"HTTP {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellation)}");
            }

            posted++;
        }

        return posted;
    }
}
