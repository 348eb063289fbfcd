namespace Gateway.Center.Configuration;

public sealed record LoggingOptions
{
    /// <summary>Folder of the log files, relative to the configuration; null = console only. Default <c>logs</c>.</summary>
    public string? Folder { get; init; } = "logs";

    public LogDetail Level { get; init; } = LogDetail.Information;

    /// <summary>Largest log file, MiB, 1 to 1024. Default 16; ten are kept.</summary>
    public int FileMiB { get; init; } = 16;
}

public enum LogDetail
{
    Debug = 0,
    Information = 1,
    Warning = 2,
    Error = 3,
}
