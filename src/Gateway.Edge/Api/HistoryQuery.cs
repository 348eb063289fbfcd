using System.Globalization;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Api;

/// <summary>The parameters of a history query, checked.</summary>
internal sealed record HistoryQuery(string Point, DateTimeOffset From, DateTimeOffset To, HistoryResolution Resolution, int Limit)
{
    public const int MostSamples = 100_000;
    private const int DefaultLimit = 10_000;

    /// <returns>The query, or the answer that says what was wrong.</returns>
    public static (HistoryQuery? Query, IResult? Problem) Parse(IQueryCollection query, DateTimeOffset now)
    {
        var point = query["point"].ToString();
        if (point.Length == 0)
        {
            return Bad("point", "", "测点编号", "the id of a point");
        }

        if (!ApiTime.TryParse(query["to"].ToString(), now, out var to))
        {
            return Bad("to", query["to"], "ISO 8601 时间，如 2026-01-31T08:00:00Z", "an ISO 8601 time such as 2026-01-31T08:00:00Z");
        }

        if (!ApiTime.TryParse(query["from"].ToString(), to.AddHours(-1), out var from) || from >= to)
        {
            return Bad("from", query["from"], "早于 to 的 ISO 8601 时间", "an ISO 8601 time before 'to'");
        }

        if (!TryResolution(query["resolution"].ToString(), out var resolution))
        {
            return Bad("resolution", query["resolution"], "raw | minute | hour", "raw | minute | hour");
        }

        var written = query["limit"].ToString();
        var limit = DefaultLimit;
        if (written.Length > 0 && (!int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MostSamples))
        {
            return Bad("limit", written, $"1 至 {MostSamples}", $"1 to {MostSamples}");
        }

        return (new HistoryQuery(point, from, to, resolution, limit), null);
    }

    private static bool TryResolution(string text, out HistoryResolution resolution)
    {
        resolution = HistoryResolution.Raw;
        return text.Length == 0 || (!char.IsAsciiDigit(text[0]) && Enum.TryParse(text, ignoreCase: true, out resolution) && Enum.IsDefined(resolution));
    }

    private static (HistoryQuery?, IResult?) Bad(string field, string? found, string zh, string en) =>
        (null, ApiProblems.Bad(field, found, new LocalizedText(zh, en)));
}
