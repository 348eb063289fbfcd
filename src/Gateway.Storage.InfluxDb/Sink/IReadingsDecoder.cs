using Gateway.Core.Measurements;
using Gateway.Pipeline.Ports;

namespace Gateway.Storage.InfluxDb.Sink;

/// <summary>A reading out of the log, with the identity that outlives a restart.</summary>
/// <param name="PointId">Id of the point when it was logged; it may be gone from the configuration by now.</param>
/// <param name="Reading">Its <see cref="Core.Measurements.Reading.Point"/> means nothing here.</param>
/// <param name="Text">Value of a text point; null for a number.</param>
public readonly record struct StoredReading(string PointId, Reading Reading, string? Text);

/// <summary>Turns the payload of a readings entry back into readings; the log that wrote it knows how.</summary>
public interface IReadingsDecoder
{
    /// <summary>Adds the readings of the entry, in order.</summary>
    /// <exception cref="FormatException">The payload is damaged.</exception>
    void Decode(LogEntry entry, List<StoredReading> into);
}
