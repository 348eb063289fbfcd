using System.Globalization;
using System.Text;

namespace Gateway.Storage.Sqlite.Databases;

/// <summary>The checksum of a row that is not a payload: SQLite's structural check does not notice a number or a letter that changed.</summary>
internal static class RowCheck
{
    public static long Of(long number, string text) => Checksum.Of(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number}:{text}")));

    /// <summary>True for a row of a release that wrote no checksum, and for one that fits its own.</summary>
    /// <param name="column">Where the checksum stands in the row.</param>
    public static bool Fits(Statement row, int column, long number, string text) => row.IsNull(column) || row.Int64(column) == Of(number, text);
}
