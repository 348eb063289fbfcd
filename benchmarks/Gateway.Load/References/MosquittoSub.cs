using Gateway.Testing.Peers;

namespace Gateway.Load.References;

/// <summary>Debian's mosquitto_sub, printing what it receives into a file, one payload a line.</summary>
internal sealed class MosquittoSub : IAsyncDisposable
{
    private readonly PeerProcess _process;
    private readonly string _file;
    private readonly int _lineBytes;

    private MosquittoSub(PeerProcess process, string file, int lineBytes)
    {
        _process = process;
        _file = file;
        _lineBytes = lineBytes;
    }

    /// <summary>Messages printed so far; it prints in blocks of a few kilobytes.</summary>
    public long Messages => File.Exists(_file) ? new FileInfo(_file).Length / _lineBytes : 0;

    /// <param name="size">Bytes of every payload.</param>
    public static MosquittoSub Start(int port, string filter, int qos, int size, string file)
    {
        var process = PeerProcess.Start(
            "sh", "-c", $"exec mosquitto_sub -h 127.0.0.1 -p {port} -t '{filter}' -q {qos} > '{file}'");
        return new MosquittoSub(process, file, size + 1);
    }

    /// <summary>Ends it as a person would, so that it prints what it still holds.</summary>
    public async Task StopAsync()
    {
        await PeerProcess.RunAsync("sh", "-c", $"kill -TERM {_process.Id}");
        var end = TimeProvider.System.GetUtcNow().AddSeconds(5);
        while (!_process.HasExited && TimeProvider.System.GetUtcNow() < end)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
