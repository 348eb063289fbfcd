using Gateway.Core.Measurements;

namespace Gateway.Core.Tests.Alarms;

/// <summary>One alarm of the model; exactly one of the three figures is set.</summary>
internal sealed class ModelAlarm
{
    private bool _tripped;
    private double _lastGood;

    public required string Name { get; init; }
    public double? High { get; init; }
    public double? Low { get; init; }
    public double? StaleAfter { get; init; }
    public double Deadband { get; init; }
    public double On { get; init; }
    public double Off { get; init; }
    public bool Latch { get; init; }

    public string State { get; set; } = "A";
    public long Changed { get; set; }
    public long Occurrence { get; set; }
    public double AcknowledgedAt { get; set; }

    /// <summary>What silences it, with its end: S shelved, M maintenance, O out of service.</summary>
    public SortedDictionary<char, double> Veils { get; } = [];

    public double? OnSince { get; set; }
    public double? OffSince { get; set; }
    public bool Waits { get; set; }

    public bool Abnormal => State is "B" or "C";

    public string Shown => Veils.ContainsKey('O') ? "I" : Veils.ContainsKey('S') ? "G" : Veils.Count > 0 ? "H" : State;

    /// <summary>Our clock at which something that silences it ends, or it asks again.</summary>
    public double ClockEnd => Math.Min(
        Veils.Count > 0 ? Veils.Values.Min() : double.PositiveInfinity,
        Veils.Count == 0 && State == "C" ? AcknowledgedAt + EvaluatorModel.ReAlarm : double.PositiveInfinity);

    /// <summary>Moves what it remembers of its source's clock.</summary>
    public void ShiftSource(double by)
    {
        (OnSince, OffSince) = (OnSince + by, OffSince + by);
        _lastGood += by;
    }

    /// <summary>Moves what it remembers of our clock.</summary>
    public void ShiftOurs(double by)
    {
        AcknowledgedAt += by;
        foreach (var veil in Veils.Keys.ToList())
        {
            Veils[veil] += by;
        }
    }

    public double DelayEnd => OnSince is { } on && !Waits ? on + On : OffSince is { } off ? off + Off : double.PositiveInfinity;

    public double SilenceEnd
    {
        get
        {
            var waitsForIt = Abnormal ? OffSince is not null : OnSince is null || Waits;
            return StaleAfter is { } after && waitsForIt ? _lastGood + after : double.PositiveInfinity;
        }
    }

    /// <summary>True abnormal, false normal, null nothing proved.</summary>
    public bool? Judge(double value, Quality quality, double source, double received)
    {
        var good = quality == Quality.Good && !double.IsNaN(value);
        if (StaleAfter is { } after)
        {
            if (!good)
            {
                return source >= _lastGood + after ? true : null;
            }

            _lastGood = source;
            return received - source > after;
        }

        var usable = good || (quality == Quality.Uncertain && !double.IsNaN(value));
        if (!usable)
        {
            return null;
        }

        if (High is { } high ? value >= high : value <= Low!.Value)
        {
            return _tripped = true;
        }

        if (!good)
        {
            return null;
        }

        var inBand = High is { } h ? value >= h - Deadband : value <= Low!.Value + Deadband;
        return _tripped = _tripped && inBand;
    }
}
