using Gateway.Load.Center.Site;
using Gateway.Load.Gateways.Watching;

namespace Gateway.Load.Center.Watching;

/// <summary>The processes of a run watched over a window. CPU in percent of one core; pages, probe and simulated gateways are this program and count as generator.</summary>
internal sealed record LoadWindow(double Seconds, double CenterCpu, double BrokerCpu, double GeneratorCpu, IReadOnlyList<MemorySample> Memory)
{
    private const double Mib = 1024 * 1024;

    public double LargestRss => Memory.Max(sample => sample.Resident.Total);

    public static async Task<LoadWindow> WatchAsync(CenterProgram center, int brokerProcess, Func<Task> during, CancellationToken cancellation)
    {
        int[] processes = [center.ProcessId, brokerProcess, Environment.ProcessId];
        var before = processes.Select(ProcessFigures.CpuSeconds).ToArray();
        var start = TimeProvider.System.GetTimestamp();
        var memory = new List<MemorySample>();
        var work = during();
        do
        {
            memory.Add(MemorySample.Of(center.ProcessId, start));
            center.MustRun();
            await Task.WhenAny(work, Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellation));
        }
        while (!work.IsCompleted);
        await work;
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        var used = processes.Select((process, i) => 100 * (ProcessFigures.CpuSeconds(process) - before[i]) / seconds).ToArray();
        return new LoadWindow(seconds, used[0], used[1], used[2], memory);
    }

    /// <summary>MiB of the files of a name, write-ahead log included.</summary>
    public static double SizeOf(string folder, string name) => Directory.GetFiles(folder, name + "*").Sum(file => new FileInfo(file).Length) / Mib;
}
