using Gateway.Core.Alarms.Silencing;

namespace Gateway.Core.Alarms;

/// <summary>What is the same for all alarms of a site.</summary>
public sealed record EvaluatorOptions
{
    public ShelvePolicy Shelving { get; init; } = new();

    /// <summary>
    /// An alarm acknowledged this long ago and still abnormal asks for attention again (re-alarm time of OPC UA Part 9). Above zero; null, the
    /// default, for never.
    /// </summary>
    public TimeSpan? ReAlarmAfter { get; init; }
}
