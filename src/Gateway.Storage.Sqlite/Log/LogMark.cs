using System.Buffers.Binary;
using System.Text;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Win32.SafeHandles;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>
/// A few bytes beside the log that say how far it has come. SQLite takes the first bad frame of a write-ahead log for its end, without a word: whatever was
/// committed behind a flipped bit would be gone unnoticed, and its sequences given out again. Written over in place after each commit, before anybody is told of it,
/// and never synced: so it is never ahead of what is on the disk, and only a power cut can leave it behind. Not thread-safe; the owner serialises.
/// </summary>
internal sealed class LogMark(string path) : IDisposable
{
    private const int EpochLength = 32;
    private const int Length = EpochLength + sizeof(long) + sizeof(uint);

    private SafeFileHandle? _file;

    /// <summary>How far the log had come at least; 0 when nobody can tell.</summary>
    /// <param name="path">Of the log.</param>
    /// <param name="epoch">Its name. An empty log may have lost that too, so there any name counts.</param>
    public static long Read(string path, string epoch, bool isEmpty)
    {
        try
        {
            var bytes = File.Exists(PathOf(path)) ? File.ReadAllBytes(PathOf(path)) : [];
            return bytes.Length == Length && Checksum.Of(bytes.AsSpan(0, Length - sizeof(uint))) == BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(Length - sizeof(uint)))
                && (isEmpty || Encoding.ASCII.GetString(bytes.AsSpan(0, EpochLength)) == epoch)
                    ? BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(EpochLength))
                    : 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>The log has come so far, durably. Never throws: what cannot be written now is written with the next commit.</summary>
    public void Write(string epoch, long last)
    {
        if (epoch.Length != EpochLength)
        {
            return;
        }

        Span<byte> bytes = stackalloc byte[Length];
        Encoding.ASCII.GetBytes(epoch, bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[EpochLength..], last);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[(Length - sizeof(uint))..], Checksum.Of(bytes[..(Length - sizeof(uint))]));
        try
        {
            _file ??= File.OpenHandle(PathOf(path), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            RandomAccess.Write(_file, bytes, 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private static string PathOf(string log) => log + "-mark";
}
