using Gateway.Drivers.Mqtt.Protocol;

namespace Gateway.Drivers.Mqtt.Client;

/// <summary>Reads the socket into one large buffer and hands over every packet in it, without copying or allocating.</summary>
internal sealed class ReceiveLoop(
    Stream stream, int maxPacketBytes, bool version5, AckLedger ledger, IMqttMessageSink sink, ControlPacketHandler control, TimeProvider time)
{
    private const int BufferBytes = 256 * 1024;

    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferBytes);
    private int _start;
    private int _end;
    private int _skip;
    private bool _delivered = true;
    private long _lastRead = time.GetTimestamp();
    private volatile bool _busy;

    /// <summary>How long the broker has been silent; zero while it is we who do not read.</summary>
    public TimeSpan Silence => _busy ? TimeSpan.Zero : time.GetElapsedTime(Volatile.Read(ref _lastRead));

    /// <param name="reading">Stops reading.</param>
    /// <param name="handingOver">Stops waiting for a full pipeline.</param>
    public async Task RunAsync(CancellationToken reading, CancellationToken handingOver)
    {
        while (true)
        {
            var count = await stream.ReadAsync(_buffer.AsMemory(_end), reading);
            if (count == 0)
            {
                throw new EndOfStreamException("The broker closed the connection.");
            }

            _busy = true;
            _end += count;
            await HandOverAsync(reading, handingOver);
            MakeRoom();
            Volatile.Write(ref _lastRead, time.GetTimestamp());
            _busy = false;
        }
    }

    private async ValueTask HandOverAsync(CancellationToken reading, CancellationToken handingOver)
    {
        try
        {
            while (!ParseAll())
            {
                await EndReadAsync(handingOver);
                await ledger.WaitForRoomAsync(reading);
            }
        }
        finally
        {
            // Also when a damaged packet follows: what came before it is good.
            await EndReadAsync(handingOver);
        }
    }

    private ValueTask EndReadAsync(CancellationToken handingOver)
    {
        if (_delivered)
        {
            return ValueTask.CompletedTask;
        }

        _delivered = true;
        return sink.OnReadEndAsync(ledger.Close(), handingOver);
    }

    /// <summary>False when it stopped because too many messages wait for their acknowledgement.</summary>
    private bool ParseAll()
    {
        while (true)
        {
            var skipped = Math.Min(_skip, _end - _start);
            _start += skipped;
            _skip -= skipped;
            var rest = _buffer.AsSpan(_start, _end - _start);
            if (!Frame.TryRead(rest, out var frame))
            {
                return true;
            }

            var publish = frame.Type == PacketType.Publish;
            if (publish && (frame.Header & 6) != 0 && !ledger.HasRoom)
            {
                return false;
            }

            if (frame.Length > maxPacketBytes)
            {
                if (!TryPassOver(frame, rest))
                {
                    return true;
                }
            }
            else if (rest.Length < frame.Length)
            {
                return true;
            }
            else
            {
                Take(frame, rest.Slice(frame.HeaderLength, frame.BodyLength), publish);
                _start += frame.Length;
            }
        }
    }

    private void Take(Frame frame, ReadOnlySpan<byte> body, bool publish)
    {
        if (!publish)
        {
            control.Handle(frame, body);
            return;
        }

        control.RequireConnected();
        var message = MqttMessage.Parse(frame.Header, body, version5);
        _delivered = false;
        if (message.Qos == 0 || ledger.Register(message.PacketId, message.Qos, message.Duplicate))
        {
            sink.OnMessage(message);
        }
    }

    /// <summary>
    /// Reads topic and id of a message too large to take, so that it can be named and acknowledged; otherwise the broker would
    /// send it again for ever. False while those bytes are missing.
    /// </summary>
    private bool TryPassOver(Frame frame, ReadOnlySpan<byte> rest)
    {
        if (frame.Type != PacketType.Publish)
        {
            throw new MqttProtocolException($"A {frame.Type} of {frame.Length} bytes.");
        }

        control.RequireConnected();
        var reader = rest[frame.HeaderLength..];
        var headLength = reader.Length < 2 ? int.MaxValue : 4 + ((reader[0] << 8) | reader[1]);
        if (reader.Length < Math.Min(headLength, frame.BodyLength))
        {
            return false;
        }

        // The topic may not reach into the next packet, so only this one's bytes are looked at.
        var message = MqttMessage.ParseHead(frame.Header, reader[..Math.Min(reader.Length, frame.BodyLength)]);
        _delivered = false;
        if (message.Qos == 0 || ledger.Register(message.PacketId, message.Qos, message.Duplicate))
        {
            sink.OnOversize(message.Topic, frame.BodyLength);
        }

        _skip = frame.Length;
        return true;
    }

    private void MakeRoom()
    {
        var left = _end - _start;
        var rest = _buffer.AsSpan(_start, left);
        var needed = Frame.TryRead(rest, out var frame) && frame.Length <= maxPacketBytes ? frame.Length : 0;
        if (needed > _buffer.Length)
        {
            var larger = GC.AllocateUninitializedArray<byte>(needed);
            rest.CopyTo(larger);
            _buffer = larger;
        }
        else if (_start > 0)
        {
            rest.CopyTo(_buffer);
        }

        _start = 0;
        _end = left;
    }
}
