using Gateway.Core.Measurements;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>What was found when the log was opened, or repaired while running. The edge raises a system alarm from it.</summary>
public sealed record LogStartReport
{
    /// <summary>Where the damaged file was put; null when there was no damage.</summary>
    public string? DamagedFile { get; init; }

    /// <summary>Entries read again out of the damaged file.</summary>
    public long SalvagedEntries { get; init; }

    /// <summary>Entries found unreadable, as far as they can be counted.</summary>
    public long LostEntries { get; init; }

    /// <summary>Why the log cannot be opened at all (disk read-only, folder missing); null when it is open. It is tried again at each append.</summary>
    public string? Unavailable { get; init; }

    public bool IsClean => DamagedFile is null && Unavailable is null;

    /// <summary>One sentence for people; empty texts when all is well.</summary>
    public LocalizedText Text => (DamagedFile, Unavailable) switch
    {
        ({ } file, _) => new(
            $"日志数据库损坏，已移至 {Path.GetFileName(file)}；恢复 {SalvagedEntries} 条记录，丢失至少 {LostEntries} 条。",
            $"The log database was damaged and put aside as {Path.GetFileName(file)}; {SalvagedEntries} entries were recovered, at least {LostEntries} lost."),
        (_, { } why) => new($"日志数据库无法打开，历史未保存：{why}", $"The log database cannot be opened, history is not being kept: {why}"),
        _ => new("", ""),
    };
}
