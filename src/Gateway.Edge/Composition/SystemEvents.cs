using System.Text.Json;
using Gateway.Core.Measurements;
using Gateway.Edge.Api;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Composition;

/// <summary>What happens to the gateway itself, kept in the durable log beside the readings. Never throws. Thread-safe.</summary>
public sealed partial class SystemEvents(IDurableLog log, ILogger<SystemEvents> logger)
{
    private readonly ILogger _logger = logger;

    /// <summary>Records an event of the gateway.</summary>
    /// <param name="name">What happened, camelCase; other programs look for it.</param>
    public void Record(string name, LocalizedText text) => Append(LogEntryKind.System, new { Event = name, Text = text });

    /// <summary>Records what a person did.</summary>
    public void RecordCommand(string name, string target, string actor, string reason) =>
        Append(LogEntryKind.Command, new { Command = name, Target = target, Actor = actor, Reason = reason });

    private void Append(LogEntryKind kind, object record)
    {
        var json = JsonSerializer.Serialize(record, ApiJson.Options);
        try
        {
            log.AppendEvent(new LogEvent(kind, json));
        }
        catch (DurableLogException error)
        {
            LogNotKept(error, json);
        }
    }

    [LoggerMessage(7020, LogLevel.Error, "The durable log did not take a record of the gateway itself: {Record}")]
    private partial void LogNotKept(Exception error, string record);
}
