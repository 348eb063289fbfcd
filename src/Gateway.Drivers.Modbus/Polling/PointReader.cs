using Gateway.Core.Measurements;
using Gateway.Drivers.Modbus.Decoding;
using Gateway.Drivers.Modbus.Options;
using Gateway.Pipeline.Batches;

namespace Gateway.Drivers.Modbus.Polling;

/// <summary>
/// One point while it runs: its decoder and what its status and decimals registers said last. The status of a value is part of it: a fault bit
/// makes the value a sensor failure, inhibit and warm-up take it out of service, and a status that cannot be read makes it uncertain.
/// Used by one poll at a time.
/// </summary>
public sealed class PointReader
{
    /// <summary>How long a current may stay where the NAMUR recommendation NE 43 specifies nothing (3.6-3.8, 20.5-21 mA) before it is doubted: 4 s.</summary>
    private static readonly long UnspecifiedZoneGrace = TimeSpan.FromSeconds(4).Ticks;

    private const int NotRead = -1;
    private const int Refused = -2;

    private readonly RegisterDecoder _decoder;
    private readonly StatusMap? _status;
    private readonly bool _hasDecimals;
    private readonly long _statusLifeTicks;
    private DetectorFlags _flags;
    private long _statusTime;
    private int _decimals = NotRead;
    private long _firstRead;
    private long _unspecifiedSince;

    internal PointReader(ModbusPoint point, ModbusDeviceOptions device)
    {
        Point = point;
        ScanMs = point.Binding.ScanMs ?? device.ScanMs;
        _decoder = new RegisterDecoder(point.Binding, device.ByteOrder, device.FaultCodes);
        _status = point.Binding.Status is { } status ? new StatusMap(status) : null;
        _hasDecimals = point.Binding.DecimalsAddress is not null;
        _statusLifeTicks = 3 * ScanMs * TimeSpan.TicksPerMillisecond;
    }

    public ModbusPoint Point { get; }

    public int ScanMs { get; }

    /// <summary>Quality of the last failure told; good while none stands.</summary>
    internal Quality FailureTold { get; set; } = Quality.Good;

    /// <summary>Keeps what a status word says; <paramref name="now"/> in UTC ticks.</summary>
    internal void TakeStatus(int word, long now)
    {
        _flags = _status!.Decode(word);
        _statusTime = now;
    }

    internal void TakeDecimals(int places) => _decimals = places;

    /// <summary>The register of the decimal places is refused: a value of unknown scale is none.</summary>
    internal void ForgetDecimals() => _decimals = Refused;

    /// <summary>Adds the point's reading to the batch.</summary>
    /// <param name="offset">Registers or bits in front of the point's in <paramref name="data"/>.</param>
    internal void Read(ReadOnlySpan<byte> data, int offset, long now, ReadingBatch batch)
    {
        _firstRead = _firstRead == 0 ? now : _firstRead;
        if (_hasDecimals && _decimals == NotRead && now - _firstRead < _statusLifeTicks)
        {
            // They are in another request of the same rate, which has not had its turn yet.
            return;
        }

        FailureTold = Quality.Good;
        var value = _hasDecimals && _decimals < 0
            ? DecodedValue.Bad(Quality.ConfigurationError)
            : _decoder.Decode(data, offset, _hasDecimals ? _decimals : 0);
        value = WithStatus(WithGrace(value, now), now);
        var reading = new Reading(Point.Index, value.Value, now, value.Quality, value.Flags);
        if (_decoder.IsText)
        {
            batch.AddText(reading, _decoder.DecodeText(data, offset));
        }
        else
        {
            batch.Add(reading);
        }
    }

    private DecodedValue WithGrace(DecodedValue value, long now)
    {
        if (value.Quality != Quality.NotAccurate)
        {
            _unspecifiedSince = 0;
            return value;
        }

        _unspecifiedSince = _unspecifiedSince == 0 ? now : _unspecifiedSince;
        return now - _unspecifiedSince < UnspecifiedZoneGrace ? value with { Quality = Quality.Good } : value;
    }

    private DecodedValue WithStatus(DecodedValue value, long now)
    {
        if (_status is null)
        {
            return value;
        }

        if (_statusTime == 0 || now - _statusTime > _statusLifeTicks)
        {
            return value with { Quality = value.Quality.Worse(Quality.LastUsable) };
        }

        var flags = value.Flags | _flags;
        var blamed = QualityOf(flags);
        return blamed is { } quality && !value.Quality.IsBad() ? new(double.NaN, quality, flags) : value with { Flags = flags };
    }

    /// <summary>The quality the detector's own words force on its value; null when they leave it alone.</summary>
    private static Quality? QualityOf(DetectorFlags flags)
    {
        if ((flags & DetectorFlags.Fault) != 0)
        {
            return Quality.SensorFailure;
        }

        if ((flags & DetectorFlags.CommunicationLost) != 0)
        {
            return Quality.CommunicationFailure;
        }

        return (flags & (DetectorFlags.Inhibit | DetectorFlags.WarmUp)) != 0 ? Quality.OutOfService : null;
    }
}
