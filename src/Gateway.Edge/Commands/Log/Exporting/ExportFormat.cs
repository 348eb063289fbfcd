namespace Gateway.Edge.Commands.Log.Exporting;

/// <summary>Forms of an export.</summary>
public enum ExportFormat
{
    /// <summary>A JSON object a line.</summary>
    JsonLines = 0,

    /// <summary>UTF-8 with a header.</summary>
    Csv = 1,
}
