using System.Collections.Concurrent;

namespace Gateway.Storage.InfluxDb.Writing;

/// <summary>Lines no server will ever take: the latest in memory, all in a file where one is configured. Any thread.</summary>
public sealed class SetAsideLines
{
    /// <summary>Most kept in memory.</summary>
    public const int Kept = 256;

    /// <summary>A file beyond this is not added to; the count goes on.</summary>
    public const long LargestFile = 16 * 1024 * 1024;

    private readonly ConcurrentQueue<SetAsideLine> _latest = new();
    private readonly TimeProvider _time;
    private readonly string? _file;
    private long _count;

    /// <param name="file">Appended to; null for memory only.</param>
    public SetAsideLines(TimeProvider time, string? file = null)
    {
        _time = time;
        _file = file;
    }

    /// <summary>Lines set aside since the start.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<SetAsideLine> Latest => [.. _latest];

    /// <param name="lines">How many lines the entry stands for.</param>
    public void Add(string line, string reason, int lines = 1)
    {
        Interlocked.Add(ref _count, lines);
        var entry = new SetAsideLine(_time.GetUtcNow(), line, reason);
        _latest.Enqueue(entry);
        while (_latest.Count > Kept)
        {
            _latest.TryDequeue(out _);
        }

        AppendToFile(entry);
    }

    private void AppendToFile(SetAsideLine entry)
    {
        try
        {
            if (_file is not null && (!File.Exists(_file) || new FileInfo(_file).Length < LargestFile))
            {
                var reason = entry.Reason.ReplaceLineEndings(" ");
                File.AppendAllText(_file, $"# {entry.Time:O} {reason}\n{entry.Line.ReplaceLineEndings(" ")}\n");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The line is still in memory and counted; the sink must go on when its side file cannot be written.
        }
    }
}
