using Gateway.Core.Measurements;

namespace Gateway.Pipeline.Ports;

/// <summary>The running point table. An index keeps its point while the process runs; after a reload new points get new indexes.</summary>
public interface IPointDirectory
{
    /// <summary>One more than the largest index in use.</summary>
    int Count { get; }

    /// <summary>The point at an index; null when it was removed by a reload.</summary>
    Point? Find(int index);

    Point? Find(string id);
}
