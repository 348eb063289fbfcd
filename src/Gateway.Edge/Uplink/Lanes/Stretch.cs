using Gateway.Contracts.V1.Link;
using Gateway.Pipeline.Log;

namespace Gateway.Edge.Uplink.Lanes;

/// <summary>A stretch of the log as the readings lane sees it.</summary>
/// <param name="Batch">Its readings; null when the log no longer has them.</param>
/// <param name="Gap">What is missing; null when nothing is.</param>
internal sealed record Stretch(SequenceRange Range, ReadingsBatch? Batch, GapRecord? Gap);
