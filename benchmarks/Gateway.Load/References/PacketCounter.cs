namespace Gateway.Load.References;

/// <summary>Walks a stream of MQTT packets byte count by byte count and counts those of one type.</summary>
internal sealed class PacketCounter(int type)
{
    private int _header;
    private int _shift;
    private long _rest;
    private bool _inLength;
    private bool _inBody;

    public int Count(ReadOnlySpan<byte> bytes)
    {
        var found = 0;
        var at = 0;
        while (at < bytes.Length)
        {
            if (_inBody)
            {
                var step = (int)Math.Min(_rest, bytes.Length - at);
                at += step;
                _rest -= step;
                _inBody = _rest > 0;
                continue;
            }

            found += Header(bytes[at++]);
        }

        return found;
    }

    private int Header(byte b)
    {
        if (!_inLength)
        {
            (_header, _inLength, _rest, _shift) = (b >> 4, true, 0, 0);
            return 0;
        }

        _rest |= (long)(b & 0x7F) << _shift;
        _shift += 7;
        if ((b & 0x80) != 0)
        {
            return 0;
        }

        _inLength = false;
        _inBody = _rest > 0;
        return _header == type ? 1 : 0;
    }
}
