using Gateway.Core.Measurements;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Alarms;

/// <summary>
/// The rules of judgement written the slow, obvious way, for one point: a list of alarms, everything in whole seconds,
/// next deadline found by looking at all of them. Shares no code with the product.
/// </summary>
internal sealed class EvaluatorModel(IReadOnlyList<ModelAlarm> alarms)
{
    private double _lastTime = double.MinValue;
    private double _offset;

    public List<string> Story { get; } = [];

    public void Read(double source, double received, double value, Quality quality)
    {
        if (source < _lastTime)
        {
            return;
        }

        Pass(Math.Max(source, received - _offset));
        (_lastTime, _offset) = (source, Math.Max(0, received - source));
        foreach (var alarm in alarms)
        {
            Bring(alarm, alarm.Judge(value, quality, source, received), source);
        }
    }

    public void Elapse(double now) => Pass(now - _offset);

    public void Command(ModelAlarm alarm, string what, double now)
    {
        var next = (alarm.State, what) switch
        {
            ("B", "ack") => "C",
            ("D", "ack") => "A",
            ("E", "ack") => "F",
            ("F", "reset") => "A",
            _ => "",
        };
        if (next.Length > 0)
        {
            Step(alarm, what == "ack" ? "AcknowledgedByPerson" : "ResetByPerson", next, now);
        }
    }

    private void Pass(double until)
    {
        while (true)
        {
            var due = alarms.Select(a => Math.Min(a.DelayEnd, a.SilenceEnd)).Min();
            if (due > until)
            {
                return;
            }

            foreach (var alarm in alarms.Where(a => a.SilenceEnd <= due).ToList())
            {
                Bring(alarm, true, due);
                foreach (var other in alarms.Where(o => o.OffSince is not null))
                {
                    other.OffSince = null;
                }
            }

            foreach (var alarm in alarms.Where(a => a.DelayEnd <= due).ToList())
            {
                Turn(alarm, alarm.OnSince is not null, due);
            }
        }
    }

    private void Bring(ModelAlarm alarm, bool? abnormal, double time)
    {
        if (abnormal is null)
        {
            alarm.OffSince = null;
            alarm.Waits = alarm.OnSince is not null;
            return;
        }

        if (abnormal == alarm.Abnormal)
        {
            alarm.OnSince = alarm.OffSince = null;
            return;
        }

        alarm.Waits = false;
        if (abnormal.Value)
        {
            alarm.OnSince ??= time;
        }
        else
        {
            alarm.OffSince ??= time;
        }

        if (alarm.DelayEnd <= time)
        {
            Turn(alarm, abnormal.Value, time);
        }
    }

    private void Turn(ModelAlarm alarm, bool raised, double time)
    {
        alarm.OnSince = alarm.OffSince = null;
        var next = raised ? "B" : (alarm.State, alarm.Latch) switch { ("B", false) => "D", ("B", true) => "E", ("C", false) => "A", _ => "F" };
        Step(alarm, raised ? "Raised" : "ReturnedToNormal", next, time);
    }

    private void Step(ModelAlarm alarm, string what, string next, double time)
    {
        // Two changes of one alarm never carry the same time.
        alarm.Changed = Math.Max(At(time), alarm.Changed + 1);
        Story.Add($"{alarm.Changed} {what} {alarm.Name} {alarm.State}{next}");
        alarm.State = next;
    }
}

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
    public double? OnSince { get; set; }
    public double? OffSince { get; set; }
    public bool Waits { get; set; }

    public bool Abnormal => State is "B" or "C";

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
