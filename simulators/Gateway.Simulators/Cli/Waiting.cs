using System.Text.Json;

namespace Gateway.Simulators.Cli;

/// <summary>What the commands share.</summary>
internal static class Waiting
{
    /// <summary>Waits so long, or until stopped when <paramref name="seconds"/> is 0.</summary>
    public static async Task ForAsync(double seconds, CancellationToken cancellation)
    {
        var wait = seconds > 0 ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan;
        await Task.Delay(wait, TimeProvider.System, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Writes a file whole or not at all: a reader that waits for it never sees half.</summary>
    public static async Task WriteJsonAsync<T>(string? path, T content)
    {
        if (path is not null)
        {
            await File.WriteAllTextAsync(path + ".tmp", JsonSerializer.Serialize(content) + "\n");
            File.Move(path + ".tmp", path, overwrite: true);
        }
    }
}
