using System.Buffers.Binary;
using System.Security.Cryptography;
using Gateway.Core.State;

namespace Gateway.Edge.Traffic;

/// <summary>The alarm figures on disk, with the log entry up to which they count. Replaced whole; a lost or damaged one only begins the figures anew.</summary>
internal sealed class TrafficFile(string folder)
{
    // Checksum, sequence; then the state.
    private const int Head = SHA256.HashSizeInBytes + sizeof(long);

    private readonly string _path = Path.Combine(folder, "traffic.state");

    /// <summary>Null when there is none, or it is damaged.</summary>
    public (long Sequence, byte[] State)? Load()
    {
        try
        {
            var bytes = File.Exists(_path) ? File.ReadAllBytes(_path) : [];
            return bytes.Length <= Head || !SHA256.HashData(bytes.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(bytes.AsSpan(0, SHA256.HashSizeInBytes))
                ? null
                : (BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(SHA256.HashSizeInBytes)), bytes[Head..]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps what it can: figures are no reason to fail.</summary>
    public void Save(long sequence, Action<StateWriter> state)
    {
        var writer = new StateWriter();
        state(writer);
        var bytes = new byte[Head + writer.Written.Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(SHA256.HashSizeInBytes), sequence);
        writer.Written.CopyTo(bytes.AsSpan(Head));
        SHA256.HashData(bytes.AsSpan(SHA256.HashSizeInBytes), bytes);
        try
        {
            File.WriteAllBytes(_path + ".new", bytes);
            File.Move(_path + ".new", _path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next one is tried again.
        }
    }
}
