using System.Globalization;

namespace Gateway.Load.Gateways.Watching;

/// <summary>What the kernel says of a process (proc_pid_stat(5)).</summary>
internal static class ProcessFigures
{
    /// <summary>USER_HZ, which Linux fixes at 100 for every user program.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>User and system time of all its threads so far, seconds.</summary>
    public static double CpuSeconds(int process)
    {
        var text = File.ReadAllText($"/proc/{process}/stat");

        // The name in parentheses may hold blanks; the fields after it count from 3.
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (Number(fields[14 - 3]) + Number(fields[15 - 3])) / TicksPerSecond;
    }

    /// <summary>Open descriptors and threads.</summary>
    public static (int Descriptors, int Threads) Handles(int process) =>
        (Directory.GetFileSystemEntries($"/proc/{process}/fd").Length, Directory.GetDirectories($"/proc/{process}/task").Length);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
