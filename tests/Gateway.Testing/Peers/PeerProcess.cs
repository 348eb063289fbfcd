using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Gateway.Testing.Peers;

/// <summary>
/// A real third-party program started by a test on a free loopback port and killed with the test. A program that is not
/// installed fails the test with the name of its Debian package; it is never skipped.
/// </summary>
public sealed class PeerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private PeerProcess(Process process) => _process = process;

    /// <summary>Everything it printed so far, both streams.</summary>
    public string Output => string.Join('\n', _output);

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Null while it runs; 128 and the number of the signal where one ended it.</summary>
    public int? ExitCode => _process.HasExited ? _process.ExitCode : null;

    /// <param name="program">Name on PATH, or a path; Debian's daemons in /usr/sbin are found too.</param>
    public static PeerProcess Start(string program, params string[] arguments)
    {
        var info = new ProcessStartInfo(Locate(program))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        var process = new Process { StartInfo = info };
        var peer = new PeerProcess(process);
        process.OutputDataReceived += (_, e) => peer.Keep(e.Data);
        process.ErrorDataReceived += (_, e) => peer.Keep(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return peer;
    }

    /// <summary>Runs a program to its end and returns its exit code and output.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        await using var peer = Start(program, arguments);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        await peer._process.WaitForExitAsync(limit.Token);
        return (peer._process.ExitCode, peer.Output);
    }

    /// <summary>Waits until something listens on the loopback port.</summary>
    /// <exception cref="InvalidOperationException">The program ended.</exception>
    /// <exception cref="TimeoutException">It runs and does not listen.</exception>
    public async Task WaitForPortAsync(int port, int seconds = 30)
    {
        var end = TimeProvider.System.GetUtcNow().AddSeconds(seconds);
        while (TimeProvider.System.GetUtcNow() < end && !_process.HasExited)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(30), TimeProvider.System);
            }
        }

        throw _process.HasExited
            ? new InvalidOperationException($"{_process.StartInfo.FileName} ended with {_process.ExitCode} and does not listen on {port}. It printed:\n{Output}")
            : new TimeoutException($"{_process.StartInfo.FileName} does not listen on {port} after {seconds} s. It printed:\n{Output}");
    }

    /// <summary>Waits until it has printed a text.</summary>
    public async Task WaitForOutputAsync(string text, int seconds = 30)
    {
        var end = TimeProvider.System.GetUtcNow().AddSeconds(seconds);
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            if (TimeProvider.System.GetUtcNow() >= end)
            {
                throw new InvalidOperationException($"'{text}' never came. It printed:\n{Output}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    /// <param name="name">Without SIG, for example HUP. A process that has ended takes none.</param>
    public Task SignalAsync(string name) =>
        HasExited ? Task.CompletedTask : RunAsync("/bin/kill", $"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Asks it to end (SIGTERM) and waits up to five seconds until it has.</summary>
    public async Task TerminateAsync()
    {
        if (_process.HasExited)
        {
            return;
        }

        await SignalAsync("TERM");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5), TimeProvider.System);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // It is killed when disposed.
        }
    }

    /// <summary>Ends it at once, as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private static string Locate(string program)
    {
        if (program.Contains('/', StringComparison.Ordinal))
        {
            return program;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(["/usr/sbin", "/usr/bin"]);
        return folders.Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"{program} is not installed: run 'make setup' (see scripts/debian-packages.txt).");
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _output.Enqueue(line);
        }
    }
}
