using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Gateway.Load.Running;

/// <summary>Pins the process to a core: on a virtual machine the wake-up of another core costs more than what is measured.</summary>
internal static partial class Cores
{
    /// <summary>Every present thread; those to come inherit from the thread that starts them. -1 gives all cores back.</summary>
    public static void Pin(int core)
    {
        var mask = core < 0 ? (1UL << Math.Min(63, Environment.ProcessorCount)) - 1 : 1UL << core;
        foreach (var thread in Directory.EnumerateDirectories("/proc/self/task"))
        {
            var id = int.Parse(Path.GetFileName(thread));
            if (SetAffinity(id, sizeof(ulong), in mask) != 0 && Marshal.GetLastPInvokeError() != NoSuchThread)
            {
                throw new Win32Exception(Marshal.GetLastPInvokeError(), $"cannot pin to core {core}");
            }
        }
    }

    private const int NoSuchThread = 3;

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    private static partial int SetAffinity(int thread, nuint maskBytes, in ulong mask);
}
