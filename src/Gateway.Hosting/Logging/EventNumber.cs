using Serilog.Core;
using Serilog.Events;

namespace Gateway.Hosting.Logging;

/// <summary>Puts the stable number of an event on its line, as <c>Event</c>; 0 for events without.</summary>
internal sealed class EventNumber : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        var number = logEvent.Properties.TryGetValue("EventId", out var id) && id is StructureValue structure
            ? structure.Properties.FirstOrDefault(property => property.Name == "Id")?.Value
            : null;
        logEvent.AddOrUpdateProperty(new LogEventProperty("Event", number ?? new ScalarValue(0)));
    }
}
