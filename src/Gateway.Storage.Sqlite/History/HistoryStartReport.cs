using Gateway.Core.Measurements;

namespace Gateway.Storage.Sqlite.History;

/// <summary>What was found when the history was opened, or repaired while running. The edge raises a system alarm from it.</summary>
public sealed record HistoryStartReport
{
    /// <summary>Where the damaged file was put; null when there was no damage.</summary>
    public string? DamagedFile { get; init; }

    /// <summary>Rows read again out of the damaged file.</summary>
    public long SalvagedRows { get; init; }

    /// <summary>Why the history cannot be opened at all; null when it is open. It is tried again at each beat.</summary>
    public string? Unavailable { get; init; }

    public bool IsClean => DamagedFile is null && Unavailable is null;

    /// <summary>One sentence for people; empty texts when all is well.</summary>
    public LocalizedText Text => (DamagedFile, Unavailable) switch
    {
        ({ } file, _) => new(
            $"历史数据库损坏：已恢复 {SalvagedRows} 行，其余从日志重新读取；早于日志保存范围的历史可能缺失。损坏文件保存为 {Path.GetFileName(file)}。",
            $"The history database was damaged: {SalvagedRows} rows were recovered and the rest is read again from the log; history older than the log goes back may be missing. "
            + $"The damaged file is kept as {Path.GetFileName(file)}."),
        (_, { } why) => new($"历史数据库无法打开，数据暂存于日志：{why}", $"The history database cannot be opened, the log keeps the data: {why}"),
        _ => new("", ""),
    };
}
