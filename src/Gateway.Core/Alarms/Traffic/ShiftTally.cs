using Gateway.Core.State;
using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms.Traffic;

/// <summary>The counts of the running shift that belong to no single alarm.</summary>
internal sealed class ShiftTally
{
    private readonly long[] _byTier = new long[(int)WarningTier.Red + 1];
    private readonly long[] _byEvent = new long[(int)AlarmEvent.WouldHaveReturned + 1];
    private long _interval = -1;
    private long _inInterval;

    public Shift Shift { get; private set; }

    public long Announced { get; private set; }

    public long Peak { get; private set; }

    public long FloodTicks { get; set; }

    public int Floods { get; set; }

    public long Unnamed { get; set; }

    public int SilencedRaises { get; set; }

    public ReadOnlySpan<long> ByTier => _byTier;

    public int Of(AlarmEvent happened) => (int)_byEvent[(int)happened];

    public void Start(Shift shift, bool inFlood)
    {
        Shift = shift;
        (Announced, Peak, FloodTicks, Floods, Unnamed, SilencedRaises) = (0, 0, 0, inFlood ? 1 : 0, 0, 0);
        (_interval, _inInterval) = (-1, 0);
        Array.Clear(_byTier);
        Array.Clear(_byEvent);
    }

    public void Count(AlarmEvent happened)
    {
        if ((int)happened < _byEvent.Length)
        {
            _byEvent[(int)happened]++;
        }
    }

    /// <summary>One alarm asked for attention; the peak is that of the fixed ten-minute intervals of the shift.</summary>
    public void Announce(long time, WarningTier tier)
    {
        var interval = (time - Shift.Start) / FloodMeter.Window;
        (_interval, _inInterval) = (interval, interval == _interval ? _inInterval + 1 : 1);
        Peak = Math.Max(Peak, _inInterval);
        Announced++;
        _byTier[(int)tier]++;
    }

    public void Save(StateWriter writer)
    {
        writer.Write((ReadOnlySpan<long>)[Shift.Start, Shift.End, Announced, Peak, FloodTicks, Floods, Unnamed, SilencedRaises, _interval, _inInterval]);
        writer.Write(_byTier.AsSpan());
        writer.Write(_byEvent.AsSpan());
    }

    public void Load(ref StateReader reader)
    {
        var values = new long[10];
        reader.ReadInt64s(values);
        Shift = new(values[0], values[1]);
        (Announced, Peak, FloodTicks, Floods) = (values[2], values[3], values[4], (int)values[5]);
        (Unnamed, SilencedRaises) = (values[6], (int)values[7]);
        (_interval, _inInterval) = (values[8], values[9]);
        reader.ReadInt64s(_byTier);
        reader.ReadInt64s(_byEvent);
    }
}
