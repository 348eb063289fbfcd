using Gateway.Faults.Processes.County;

namespace Gateway.Faults.Processes.Strikes;

/// <summary>
/// A program gets less than it needs: too few descriptors, too little memory, a folder full of foreign files. It may refuse or die, if it says why; after a start
/// without the limit all is well again.
/// </summary>
internal static class LimitStrikes
{
    private const int Files = 10_000;
    private const int MiB = 1 << 20;

    /// <summary>Exit codes above it are this and the number of a signal.</summary>
    private const int Signal = 128;

    public static IReadOnlyList<Strike> All { get; } =
    [
        new("limits.gateway-descriptors", "gateway", (county, random, cancellation) =>
            GatewayUnderAsync(county, random, ["prlimit", $"--nofile={random.Next(60, 260)}"], cancellation)),
        new("limits.gateway-memory", "gateway", (county, random, cancellation) => GatewayUnderAsync(county, random, [Heap(random, 6, 30)], cancellation)),
        new("limits.gateway-files", "gateway", (county, random, cancellation) =>
        {
            Fill(county.Gateway.DataFolder);
            return KillStrikes.Gateway.RunAsync(county, random, cancellation);
        }),
        new("limits.center-descriptors", "center", (county, random, cancellation) =>
            CenterUnderAsync(county, random, ["prlimit", $"--nofile={random.Next(80, 300)}"], cancellation)),
        new("limits.center-memory", "center", (county, random, cancellation) => CenterUnderAsync(county, random, [Heap(random, 16, 60)], cancellation)),
        new("limits.center-files", "center", (county, random, cancellation) =>
        {
            Fill(Path.GetDirectoryName(county.Center.DataFile("x"))!);
            return KillStrikes.Center.RunAsync(county, random, cancellation);
        }),
    ];

    private static string Heap(Random random, int leastMiB, int mostMiB) => $"DOTNET_GCHeapHardLimit=0x{random.Next(leastMiB, mostMiB) * MiB:X}";

    private static async Task GatewayUnderAsync(FaultedCounty county, Random random, IReadOnlyList<string> limit, CancellationToken cancellation)
    {
        await county.Gateway.KillAsync();
        var usual = county.Gateway.Variables;
        county.Gateway.Variables = [.. usual, .. limit];
        await TryAsync(county, "gateway", limit, county.Gateway.StartAsync, () => county.Gateway.Process.ExitCode, () => county.Gateway.Process.Output, random, cancellation);
        county.Gateway.Variables = usual;
        await county.Gateway.KillAsync();
        await county.Gateway.StartAsync();
    }

    private static async Task CenterUnderAsync(FaultedCounty county, Random random, IReadOnlyList<string> limit, CancellationToken cancellation)
    {
        await county.Center.KillAsync();
        var usual = county.Center.Variables;
        county.Center.Variables = [.. usual, .. limit];
        await TryAsync(county, "center", limit, () => county.Center.StartAsync(), () => county.Center.ExitCode, () => county.Center.Output, random, cancellation);
        county.Center.Variables = usual;
        await county.Center.KillAsync();
        await county.Center.StartAsync();
    }

    private static async Task TryAsync(
        FaultedCounty county, string program, IReadOnlyList<string> limit, Func<Task> start, Func<int?> exitCode, Func<string> output, Random random,
        CancellationToken cancellation)
    {
        var said = "";
        try
        {
            await start();
            await Strike.HoldAsync(random, 3, 8, cancellation);
            if (exitCode() is null)
            {
                county.Note($"{program} went on under {limit[^1]}");
                return;
            }

            said = output();
        }
        catch (TimeoutException)
        {
            // Alive and collecting all the time: the limit is too near to what it needs.
            county.Note($"{program} did not come up under {limit[^1]}");
            return;
        }
        catch (InvalidOperationException refused)
        {
            said = refused.Message;
        }

        // The first line of the harness's own message names the program and the port.
        // At a limit of its heap the runtime may end by a signal without a word; the service manager writes that into its journal.
        var why = exitCode() is > Signal and var code ? $"signal {code - Signal}" : said.Split('\n').Skip(1).LastOrDefault(line => line.Length > 0);
        county.Note($"{program} ended under {limit[^1]}: {why}");
        if (why is null)
        {
            county.Judge?.Complain($"{program} ended under {limit[^1]} and did not say why: {said}");
        }
    }

    private static void Fill(string folder)
    {
        for (var file = 0; file < Files; file++)
        {
            File.WriteAllBytes(Path.Combine(folder, $"foreign-{file:00000}.tmp"), []);
        }
    }
}
