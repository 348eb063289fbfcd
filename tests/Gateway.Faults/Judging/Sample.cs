namespace Gateway.Faults.Judging;

/// <summary>One sample as it was handed in.</summary>
/// <param name="Stream">Order is promised within a stream and not between streams.</param>
/// <param name="Place">Its place in the order of issue.</param>
internal sealed record Sample(string Id, byte[] Payload, DateTimeOffset Time, string Stream, long Place);
