namespace Gateway.Pipeline.Buffers;

/// <summary>The five figures every queue shows.</summary>
/// <param name="Size">Items in it now.</param>
/// <param name="Limit">Most it may hold.</param>
/// <param name="Added">Items put in since the start.</param>
/// <param name="Settled">Items taken out and done with.</param>
/// <param name="Dropped">Items lost; each is also written as a gap record.</param>
public readonly record struct BufferFigures(string Name, long Size, long Limit, long Added, long Settled, long Dropped);
