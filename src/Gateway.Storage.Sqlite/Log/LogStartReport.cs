using System.Globalization;
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

    /// <summary>From when on entries may be missing, UTC ticks; 0 when nobody can tell or nothing was damaged.</summary>
    public long LostFrom { get; init; }

    /// <summary>Up to when entries may be missing: the moment of the repair, UTC ticks; 0 when nothing was damaged.</summary>
    public long LostTo { get; init; }

    /// <summary>Why the log cannot be opened at all (disk read-only, folder missing); null when it is open. It is tried again at each append.</summary>
    public string? Unavailable { get; init; }

    /// <summary>Nothing to tell.</summary>
    public bool IsClean => DamagedFile is null && Unavailable is null && LostEntries == 0;

    /// <summary>Something that was stored is lost, or may be.</summary>
    public bool IsDamaged => DamagedFile is not null || LostEntries > 0;

    /// <summary>One sentence for people; empty texts when all is well.</summary>
    public LocalizedText Text => (DamagedFile, Unavailable) switch
    {
        ({ } file, _) => new(
            $"日志数据库损坏，{Span.Zh}的记录可能缺失（至少 {LostEntries} 条）；已恢复 {SalvagedEntries} 条，损坏文件保存为 {Path.GetFileName(file)}。",
            $"The log database was damaged: {Span.En} what was recorded may be missing (at least {LostEntries} entries). "
            + $"{SalvagedEntries} entries were recovered; the damaged file is kept as {Path.GetFileName(file)}."),
        (_, { } why) => new($"日志数据库无法打开，历史未保存：{why}", $"The log database cannot be opened, history is not being kept: {why}"),
        _ when LostEntries > 0 => new(
            $"日志末尾缺失：{Span.Zh}的 {LostEntries} 条记录已不在（预写日志损坏，或换成了旧的副本）。",
            $"The end of the log is missing: {LostEntries} entries {Span.En} are gone (its write-ahead log was damaged, or an older copy was put in its place)."),
        _ => new("", ""),
    };

    private LocalizedText Span => LostFrom == 0
        ? new($"{Utc(LostTo)} 之前", $"before {Utc(LostTo)}")
        : new($"{Utc(LostFrom)} 至 {Utc(LostTo)} ", $"from {Utc(LostFrom)} to {Utc(LostTo)}");

    private static string Utc(long ticks) => new DateTime(ticks, DateTimeKind.Utc).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
