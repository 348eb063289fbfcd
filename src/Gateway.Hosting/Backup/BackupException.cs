using Gateway.Core.Measurements;

namespace Gateway.Hosting.Backup;

/// <summary>A backup cannot be written, read or put back; the text says which file and why.</summary>
public sealed class BackupException(LocalizedText text, Exception? inner = null) : Exception(text.En, inner)
{
    public LocalizedText Text { get; } = text;
}
