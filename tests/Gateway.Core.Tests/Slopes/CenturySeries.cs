using System.Globalization;

namespace Gateway.Core.Tests.Slopes;

/// <summary>Prisms of the Century west wall; source and licence in Data/README.md.</summary>
internal static class CenturySeries
{
    public static IReadOnlyList<(long Time, double Value)> Of(string prism) =>
        [.. File.ReadLines(Path()).Skip(1).Select(l => l.Split(',')).Where(c => c[1] == prism).Select(c => (Ticks(c[0]), double.Parse(c[2], CultureInfo.InvariantCulture)))];

    public static long Ticks(string utc) =>
        DateTime.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal).Ticks;

    public static DateTime Date(long ticks) => new(ticks, DateTimeKind.Utc);

    private static string Path()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Gateway.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        }

        return System.IO.Path.Combine(folder.FullName, "tests", "Gateway.Core.Tests", "Slopes", "Data", "century-west-wall.csv");
    }
}
