using Gateway.Core.Measurements;

namespace Gateway.Pipeline.Log;

/// <summary>
/// What is missing from the record, from when to when, how much and why; the payload of an entry of kind gap, written by
/// whoever lost it. Readings the log never took have times and no sequences; entries it let go of again have both.
/// </summary>
public sealed record GapRecord
{
    /// <summary>What cannot be counted any more.</summary>
    public const long Unknown = -1;

    public required GapReason Reason { get; init; }

    /// <summary>When the first missing one was received or committed, UTC ticks; 0 when unknown.</summary>
    public required long FromTime { get; init; }

    /// <summary>When the last missing one was received or committed, UTC ticks; 0 when unknown.</summary>
    public required long ToTime { get; init; }

    /// <summary>Missing readings; <see cref="Unknown"/> when nobody can tell.</summary>
    public required long Readings { get; init; }

    /// <summary>Missing entries of the log, or batches that never became one; <see cref="Unknown"/> when nobody can tell.</summary>
    public required long Entries { get; init; }

    /// <summary>First missing sequence of the log, included; 0 when the readings never had one.</summary>
    public long FromSequence { get; init; }

    /// <summary>Last sequence of the range, included. Entries inside it that were no readings may still be there.</summary>
    public long ToSequence { get; init; }

    /// <summary>The readers of the log that will never see them; empty when there was none, or when no reader could have.</summary>
    public IReadOnlyList<string> Readers { get; init; } = [];

    /// <summary>This gap and another of the same kind as one.</summary>
    public GapRecord Join(GapRecord other) => this with
    {
        FromTime = Math.Min(FromTime, other.FromTime),
        ToTime = Math.Max(ToTime, other.ToTime),
        Readings = Readings + other.Readings,
        Entries = Entries + other.Entries,
    };

    /// <summary>The reason in words.</summary>
    public static LocalizedText Describe(GapReason reason) => reason switch
    {
        GapReason.Size => new("日志已达容量上限", "the log reached its size limit"),
        GapReason.Age => new("超过日志保存期限", "they grew older than the log keeps"),
        GapReason.DiskFull => new("磁盘已满", "the disk is full"),
        GapReason.Damage => new("数据库文件损坏", "the database file was damaged"),
        _ => new("日志无法写入", "the log could not store"),
    };
}
