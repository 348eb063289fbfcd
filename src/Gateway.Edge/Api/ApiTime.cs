using System.Globalization;
using Gateway.Core.Measurements;

namespace Gateway.Edge.Api;

/// <summary>Times in questions: ISO 8601, UTC unless they say otherwise.</summary>
internal static class ApiTime
{
    public static readonly LocalizedText Allowed = new("ISO 8601 时间，如 2026-01-31T08:00:00Z", "an ISO 8601 time such as 2026-01-31T08:00:00Z");

    public static bool TryParse(string? text, DateTimeOffset otherwise, out DateTimeOffset time)
    {
        time = otherwise;
        return string.IsNullOrEmpty(text) || DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
    }

    /// <summary>Reads <c>from</c> and <c>to</c>; the answer that says what is wrong, or null.</summary>
    public static IResult? Span(IQueryCollection query, DateTimeOffset now, TimeSpan usual, out DateTimeOffset from, out DateTimeOffset to)
    {
        from = now;
        if (!TryParse(query["to"].ToString(), now, out to))
        {
            return ApiProblems.Bad("to", query["to"], Allowed);
        }

        return TryParse(query["from"].ToString(), to - usual, out from) && from < to
            ? null
            : ApiProblems.Bad("from", query["from"], new LocalizedText("早于 to 的 ISO 8601 时间", "an ISO 8601 time before 'to'"));
    }
}
