namespace Gateway.Drivers.Mqtt;

/// <summary>How far the clock of one source is from ours.</summary>
/// <param name="OffsetS">Source time minus receive time of its newest message, seconds; positive = ahead.</param>
/// <param name="IsOff">Beyond <c>clockToleranceS</c>: its time is not believed.</param>
public sealed record SourceClock(string Topic, double OffsetS, bool IsOff);
