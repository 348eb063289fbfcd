using Gateway.Pipeline.Configuration;

namespace Gateway.Hosting.Logging;

/// <summary>Section <c>logging</c> of both configurations.</summary>
public sealed record LoggingOptions
{
    /// <summary>Folder of the log files, relative to the configuration; null = console only. Default <c>logs</c>.</summary>
    public string? Folder { get; init; } = "logs";

    public LogDetail Level { get; init; } = LogDetail.Information;

    /// <summary>Form of the lines, on the console and in the files. Default text.</summary>
    public LogFormat Format { get; init; } = LogFormat.Text;

    /// <summary>Largest log file, MiB, 1 to 1024. Default 16; ten are kept.</summary>
    public int FileMiB { get; init; } = 16;

    /// <param name="path">Where the section stands, for example <c>edge.json: logging</c>.</param>
    public void Check(string path, ConfigurationErrors errors) => errors.Require(FileMiB is >= 1 and <= 1024, $"{path}.fileMiB", FileMiB, "1 至 1024", "1 to 1024");
}

public enum LogDetail
{
    Debug = 0,
    Information = 1,
    Warning = 2,
    Error = 3,
}

public enum LogFormat
{
    /// <summary>Time, level, number of the event, sentence.</summary>
    Text = 0,

    /// <summary>One JSON object a line: <c>Timestamp</c>, <c>Level</c>, <c>RenderedMessage</c>, <c>MessageTemplate</c>, <c>Exception</c>, and in <c>Properties</c> the parts of the sentence and <c>Event</c>, the number.</summary>
    Json = 1,
}
