using System.Runtime.InteropServices;

namespace Gateway.Hosting.Memory;

/// <summary>How many heaps the C library keeps for native code (SQLite, TLS) in this process.</summary>
public static partial class NativeArenas
{
    /// <summary>glibc's own default is eight a core.</summary>
    private const int Most = 2;

    // malloc.h of glibc; the same number on every architecture.
    private const int ArenaMax = -8;

    /// <summary>
    /// Native memory comes out of at most two heaps from now on. Threads of the pool come and go, SQLite's pages are allocated on one and freed on another, and
    /// each heap keeps what it once was at its fullest: with the default of sixteen on two cores a center grew for hours that was using no more than in its first minute.
    /// To be called as early as possible; the runtime has made some by then, so the service units set <c>MALLOC_ARENA_MAX</c>, which counts from the first thread on. Where the C library
    /// is another than glibc it does nothing.
    /// </summary>
    public static void KeepFew() => WithGlibc(() => SetMallocOption(ArenaMax, Most));

    /// <summary>Gives pages that nobody uses back to the system; by itself glibc does so only at the end of a heap. Some milliseconds. Thread-safe.</summary>
    public static void GiveBack() => WithGlibc(() => MallocTrim(0));

    private static void WithGlibc(Func<int> call)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = call();
        }
        catch (EntryPointNotFoundException)
        {
            // musl has one heap and no such calls.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetMallocOption(int option, int value);

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MallocTrim(nuint keepAtTheEnd);
}
