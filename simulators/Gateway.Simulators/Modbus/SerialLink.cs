using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Gateway.Simulators.Modbus;

/// <summary>
/// A serial device or pseudo-terminal, set to raw mode. Waits with poll(2) on a pool thread in short turns, so that it can be
/// stopped at any time. Linux only.
/// </summary>
public sealed partial class SerialLink : IByteLink
{
    private const int PollIn = 1;
    private const int ReadWriteNoTty = 0x2 | 0x100;
    private readonly int _fd;

    /// <param name="path">For instance /dev/ttyUSB0.</param>
    /// <param name="baud">1200-115200; a pseudo-terminal ignores it.</param>
    public SerialLink(string path, int baud = 9600)
    {
        _fd = Open(path, ReadWriteNoTty);
        if (_fd < 0)
        {
            throw new IOException($"{path} cannot be opened: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
        }

        // struct termios of glibc is 60 bytes; cfmakeraw and cfsetspeed know its layout for us.
        Span<byte> termios = stackalloc byte[256];
        if (GetAttributes(_fd, termios) == 0)
        {
            MakeRaw(termios);
            _ = SetSpeed(termios, baud);
            _ = SetAttributes(_fd, 0, termios);
        }
    }

    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        await Task.Yield();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var descriptor = new PollDescriptor { Fd = _fd, Events = PollIn };
            if (Poll(ref descriptor, 1, 50) > 0)
            {
                var read = (int)Read(_fd, buffer.Span, buffer.Length);
                return Math.Max(0, read);
            }
        }
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (bytes.Length > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var written = (int)Write(_fd, bytes.Span, bytes.Length);
            if (written < 0)
            {
                throw new IOException("The serial line cannot be written to.");
            }

            bytes = bytes[written..];
        }

        return ValueTask.CompletedTask;
    }

    public void Dispose() => _ = Close(_fd);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Fd;
        public short Events;
        public short Returned;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int fd);

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref PollDescriptor descriptor, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int fd, Span<byte> buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int fd, ReadOnlySpan<byte> buffer, nint count);

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    private static partial int GetAttributes(int fd, Span<byte> termios);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    private static partial int SetAttributes(int fd, int when, Span<byte> termios);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    private static partial void MakeRaw(Span<byte> termios);

    [LibraryImport("libc", EntryPoint = "cfsetspeed")]
    private static partial int SetSpeed(Span<byte> termios, int baud);
}
