using System.Globalization;

namespace Gateway.Faults.Processes.County;

/// <summary>
/// The clock of one program, moved from outside by libfaketime. Only the time of day moves, as when a person or NTP sets a clock; the monotonic clock goes
/// on. The program looks into the file once a second.
/// </summary>
internal static class FakedClock
{
    public static string Library { get; } = Directory.GetDirectories("/usr/lib", "*-linux-gnu*")
        .Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("faketime is not installed: run 'make setup' (see scripts/debian-packages.txt).");

    public static IEnumerable<string> Variables(string file) =>
    [
        $"FAKETIME_TIMESTAMP_FILE={file}", "FAKETIME_CACHE_DURATION=1", "FAKETIME_DONT_FAKE_MONOTONIC=1", "NO_FAKE_STAT=1", "FAKETIME_DONT_RESET=1",
    ];

    public static void Set(string file, TimeSpan offset)
    {
        // Replaced, not rewritten: the program must never read half of it.
        File.WriteAllText(file + ".new", string.Create(CultureInfo.InvariantCulture, $"{(offset < TimeSpan.Zero ? "" : "+")}{offset.TotalSeconds:0}\n"));
        File.Move(file + ".new", file, overwrite: true);
    }
}
