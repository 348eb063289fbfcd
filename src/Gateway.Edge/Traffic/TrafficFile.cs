using System.Buffers.Binary;
using Gateway.Core.State;
using Gateway.Edge.Files;

namespace Gateway.Edge.Traffic;

/// <summary>The alarm figures on disk, with the log entry up to which they count. A lost or damaged file only begins the figures anew.</summary>
internal sealed class TrafficFile(string folder)
{
    private readonly string _path = Path.Combine(folder, "traffic.state");

    /// <summary>Null when there is none, or it is damaged.</summary>
    public (long Sequence, byte[] State)? Load() => CheckedFile.Load(_path) is { Length: > sizeof(long) } content
        ? (BinaryPrimitives.ReadInt64LittleEndian(content), content[sizeof(long)..])
        : null;

    /// <summary>Keeps what it can: figures are no reason to fail.</summary>
    public void Save(long sequence, Action<StateWriter> state)
    {
        var writer = new StateWriter();
        writer.Write(sequence);
        state(writer);
        CheckedFile.Save(_path, writer.Written);
    }
}
