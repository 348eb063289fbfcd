using System.Globalization;
using Gateway.Pipeline.Log;

namespace Gateway.Edge.Commands.Log.Exporting;

/// <summary>How an export writes times and qualities.</summary>
internal static class ExportTexts
{
    /// <summary>ISO 8601 in UTC to the tick; a number that is no time as it is.</summary>
    public static string Time(long ticks) => ticks is >= 0 && ticks <= DateTime.MaxValue.Ticks
        ? new DateTime(ticks, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture) : ticks.ToString(CultureInfo.InvariantCulture);

    public static string Quality(in LoggedReading reading) => Api.ApiJson.Name(reading.Quality);
}
