using System.Buffers.Binary;
using System.Text;
using Gateway.Storage.Sqlite.Databases;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>
/// A few bytes beside the log that say how far it had come. SQLite takes the first bad frame of a write-ahead log for its end, without a word: whatever was
/// committed behind a flipped bit would be gone unnoticed, and its sequences given out again. Written over in place after commits, at most once a second and
/// never synced, so it may lag behind the log and is never ahead of what is on the disk. Not thread-safe; the owner serialises.
/// </summary>
internal sealed class LogMark(string path, TimeProvider time) : IDisposable
{
    private const int EpochLength = 32;
    private const int Length = EpochLength + sizeof(long) + sizeof(uint);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private FileStream? _file;
    private (string Epoch, long Last) _newest;
    private (string Epoch, long Last) _written;
    private long _writtenAt;

    private static string PathOf(string log) => log + "-mark";

    /// <summary>How far the log had come at least; 0 when nobody can tell.</summary>
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

    /// <summary>The log has come so far, durably.</summary>
    public void Note(string epoch, long last)
    {
        _newest = (epoch, last);
        if (_file is null || time.GetElapsedTime(_writtenAt) >= s_pause)
        {
            Write();
        }
    }

    public void Dispose()
    {
        if (_newest != _written)
        {
            Write();
        }

        Close();
    }

    /// <summary>Never throws: what cannot be written now is written with the next.</summary>
    private void Write()
    {
        if (_newest.Epoch is not { Length: EpochLength })
        {
            return;
        }

        Span<byte> bytes = stackalloc byte[Length];
        Encoding.ASCII.GetBytes(_newest.Epoch, bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[EpochLength..], _newest.Last);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[(Length - sizeof(uint))..], Checksum.Of(bytes[..(Length - sizeof(uint))]));
        try
        {
            _file ??= new FileStream(PathOf(path), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            _file.Position = 0;
            _file.Write(bytes);
            _file.SetLength(Length);
            (_written, _writtenAt) = (_newest, time.GetTimestamp());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Close();
        }
    }

    private void Close()
    {
        try
        {
            _file?.Dispose();
        }
        catch (IOException)
        {
            // Nothing is buffered, so nothing can be lost by it.
        }

        _file = null;
    }
}
