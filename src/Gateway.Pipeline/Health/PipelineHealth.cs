using Gateway.Pipeline.Buffers;

namespace Gateway.Pipeline.Health;

/// <summary>How the pipeline is doing; counters since the start.</summary>
/// <param name="HistoryMissingSince">UTC ticks since when nothing could be stored; 0 while the log works.</param>
/// <param name="Judged">Readings judged.</param>
/// <param name="Late">Readings older than the last judged one of their point; stored, not judged.</param>
/// <param name="FutureTime">Readings whose source clock ran more than 60 s ahead.</param>
/// <param name="UnknownPoint">Readings of points no rule knows.</param>
/// <param name="MissingReadings">Readings nobody kept while the log could not store; also in gap records.</param>
/// <param name="FailedCommits">Attempts of the log that stored nothing.</param>
public sealed record PipelineHealth(
    long HistoryMissingSince, long Judged, long Late, long FutureTime, long UnknownPoint, long MissingReadings, long FailedCommits,
    IReadOnlyList<BufferFigures> Buffers);
