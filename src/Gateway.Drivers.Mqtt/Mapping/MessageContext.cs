using Gateway.Pipeline.Batches;

namespace Gateway.Drivers.Mqtt.Mapping;

/// <summary>What surrounds one message while its readings are made.</summary>
/// <param name="Retained">Kept by the broker from before: of unknown age unless it carries a time.</param>
internal readonly record struct MessageContext(ReadingBatch Batch, long ReceivedTime, bool Retained, ClockWatch Clock);
