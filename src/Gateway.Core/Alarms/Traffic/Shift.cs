namespace Gateway.Core.Alarms.Traffic;

/// <summary>One shift, UTC ticks; the end is not part of it.</summary>
public readonly record struct Shift(long Start, long End);
