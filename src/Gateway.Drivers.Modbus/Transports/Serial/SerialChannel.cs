using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace Gateway.Drivers.Modbus.Transports.Serial;

/// <summary>An open serial port. One thread waits for its bytes, because the runtime cannot wait for a terminal without one; it also closes the port.</summary>
internal sealed class SerialChannel : IByteChannel
{
    private const int LongestRead = 512;
    private const int WriteWaitMs = 1000;
    private readonly int _fd;
    private readonly int _wake;
    private readonly Channel<byte[]> _chunks = Channel.CreateUnbounded<byte[]>(new() { SingleReader = true, SingleWriter = true });
    private readonly Lock _closing = new();
    private ReadOnlyMemory<byte> _rest;
    private bool _closed;

    /// <param name="fd">Open, non-blocking; closed by this object.</param>
    public SerialChannel(int fd)
    {
        _fd = fd;
        _wake = Libc.EventFd(0, Libc.CloseOnExec);
        new Thread(ReadUntilClosed) { IsBackground = true, Name = "serial port" }.Start();
    }

    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        while (_rest.IsEmpty)
        {
            if (!await _chunks.Reader.WaitToReadAsync())
            {
                return 0;
            }

            if (_chunks.Reader.TryRead(out var chunk))
            {
                _rest = chunk;
            }
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    /// <summary>A frame fits the kernel's buffer, so this does not wait in practice.</summary>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        lock (_closing)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            var rest = bytes.Span;
            while (!rest.IsEmpty)
            {
                rest = rest[WriteSome(rest)..];
            }
        }

        return default;
    }

    public unsafe void Dispose()
    {
        lock (_closing)
        {
            if (!_closed)
            {
                _closed = true;
                ulong one = 1;
                _ = Libc.Write(_wake, (byte*)&one, sizeof(ulong));
            }
        }
    }

    private unsafe int WriteSome(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            var count = Libc.Write(_fd, start, (nuint)bytes.Length);
            if (count >= 0)
            {
                return (int)count;
            }
        }

        if (Marshal.GetLastPInvokeError() is not (Libc.TryAgain or Libc.Interrupted))
        {
            throw Broken("write to");
        }

        var entry = new Libc.PollEntry { Fd = _fd, Events = Libc.PollOut };
        return Libc.Poll(&entry, 1, WriteWaitMs) != 0 ? 0 : throw new IOException("The serial port takes no bytes.");
    }

    private void ReadUntilClosed()
    {
        Exception? why = null;
        try
        {
            while (WaitForBytes())
            {
                ReadSome();
            }
        }
        catch (IOException e)
        {
            why = e;
        }

        lock (_closing)
        {
            _closed = true;
            _ = Libc.Close(_fd);
            _ = Libc.Close(_wake);
        }

        _chunks.Writer.TryComplete(why);
    }

    /// <summary>False when the port is to be closed.</summary>
    private unsafe bool WaitForBytes()
    {
        var entries = stackalloc Libc.PollEntry[2];
        entries[0] = new Libc.PollEntry { Fd = _fd, Events = Libc.PollIn };
        entries[1] = new Libc.PollEntry { Fd = _wake, Events = Libc.PollIn };
        while (Libc.Poll(entries, 2, -1) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Libc.Interrupted)
            {
                throw Broken("wait for");
            }
        }

        return entries[1].Returned == 0;
    }

    private unsafe void ReadSome()
    {
        var buffer = stackalloc byte[LongestRead];
        var count = Libc.Read(_fd, buffer, LongestRead);
        if (count > 0)
        {
            _chunks.Writer.TryWrite(new ReadOnlySpan<byte>(buffer, (int)count).ToArray());
        }
        else if (count == 0 || Marshal.GetLastPInvokeError() is not (Libc.TryAgain or Libc.Interrupted))
        {
            throw Broken("read from");
        }
    }

    private static IOException Broken(string what) =>
        new($"Cannot {what} the serial port: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
}
