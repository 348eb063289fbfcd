using Gateway.Core.Measurements;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Alarms;

/// <summary>
/// The rules of judgement written the slow, obvious way, for one point: a list of alarms, everything in whole seconds,
/// next deadline found by looking at all of them. Shares no code with the product.
/// </summary>
internal sealed class EvaluatorModel(IReadOnlyList<ModelAlarm> alarms)
{
    public const double ReAlarm = 50;

    private double? _lastTime;
    private double _lastReceived;
    private double _offset;
    private double _clock;
    private bool _stepped;

    public List<string> Story { get; } = [];

    public void Read(double source, double received, double value, Quality quality)
    {
        Elapse(received);
        received = _clock;
        if (source > received + 60)
        {
            source = received;
            quality = quality == Quality.Good ? Quality.Uncertain : quality;
        }

        var late = source < _lastTime;
        if (late && !(received - _lastReceived > 60 || (_stepped && received - source <= 60)))
        {
            return;
        }

        PassSource(Math.Max(source, received - _offset));
        if (late)
        {
            alarms.ToList().ForEach(a => a.ShiftSource(source - (received - _offset)));
        }

        (_lastTime, _lastReceived, _offset, _stepped) = (source, received, Math.Max(0, received - source), false);
        foreach (var alarm in alarms)
        {
            Bring(alarm, alarm.Judge(value, quality, source, received), source);
        }
    }

    public void Elapse(double now)
    {
        if (now < _clock - 60)
        {
            StepBack(now - _clock);
            _clock = now;
        }

        _clock = Math.Max(_clock, now);
        while (true)
        {
            var bySource = alarms.Min(a => Math.Min(a.DelayEnd, a.SilenceEnd)) + _offset;
            var byClock = alarms.Min(a => a.ClockEnd);
            if (Math.Min(bySource, byClock) > _clock)
            {
                return;
            }

            if (bySource <= byClock)
            {
                FireSource(bySource - _offset);
            }
            else
            {
                alarms.ToList().ForEach(a => FireClock(a, byClock));
            }
        }
    }

    public void Command(ModelAlarm alarm, string what, double now, double until)
    {
        Elapse(now);
        var bare = alarm.Veils.Count == 0;
        switch (what)
        {
            case "AcknowledgedByPerson" when bare && alarm.State is "B" or "D" or "E":
                alarm.AcknowledgedAt = _clock;
                Step(alarm, what, alarm.State switch { "B" => "C", "D" => "A", _ => "F" }, _clock);
                break;
            case "ResetByPerson" when bare && alarm.State == "F":
                Step(alarm, what, "A", _clock);
                break;
            case "ShelvedByPerson" when !alarm.Veils.ContainsKey('O'):
                PutOn(alarm, what, 'S', until);
                break;
            case "Suppressed":
                PutOn(alarm, what, 'M', until);
                break;
            case "TakenOutOfService":
                PutOn(alarm, what, 'O', until);
                break;
            case "UnshelvedByPerson" or "SuppressionEnded" or "ReturnedToService":
                TakeOff(alarm, what, what[0] == 'U' ? 'S' : what[0] == 'S' ? 'M' : 'O', _clock);
                break;
        }
    }

    private void PutOn(ModelAlarm alarm, string what, char veil, double until)
    {
        if (until > _clock && !alarm.Veils.ContainsKey(veil))
        {
            var from = alarm.Shown;
            alarm.Veils[veil] = until;
            Step(alarm, what, alarm.State, _clock, from);
        }
    }

    private void TakeOff(ModelAlarm alarm, string what, char veil, double time)
    {
        var from = alarm.Shown;
        if (alarm.Veils.Remove(veil))
        {
            var next = alarm.Veils.Count > 0 ? alarm.State : alarm.State switch { "B" or "C" => "B", "E" or "F" => "E", _ => "A" };
            Step(alarm, what, next, time, from);
        }
    }

    private void FireClock(ModelAlarm alarm, double time)
    {
        foreach (var (veil, what) in new[] { ('S', "ShelveExpired"), ('M', "SuppressionEnded"), ('O', "ReturnedToService") })
        {
            if (alarm.Veils.TryGetValue(veil, out var end) && end <= time)
            {
                TakeOff(alarm, what, veil, time);
            }
        }

        if (alarm.ClockEnd <= time)
        {
            Step(alarm, "ReAlarmed", "B", time);
        }
    }

    private void StepBack(double by)
    {
        foreach (var alarm in alarms)
        {
            alarm.ShiftOurs(by);
            alarm.ShiftSource(_lastTime is null ? by : 0);
        }

        if (_lastTime is not null)
        {
            (_offset, _lastReceived, _stepped) = (_offset + by, _lastReceived + by, true);
        }
    }

    private void PassSource(double until)
    {
        while (alarms.Min(a => Math.Min(a.DelayEnd, a.SilenceEnd)) is var due && due <= until)
        {
            FireSource(due);
        }
    }

    private void FireSource(double due)
    {
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

    private void Step(ModelAlarm alarm, string what, string next, double time, string? shownFrom = null)
    {
        var from = shownFrom ?? alarm.Shown;
        // Two changes of one alarm never carry the same time.
        alarm.Changed = Math.Max(At(time), alarm.Changed + 1);
        alarm.Occurrence = what == "Raised" && alarm.State == "A" ? alarm.Changed : alarm.Occurrence;
        alarm.State = next;
        Story.Add($"{alarm.Changed} {what} {alarm.Name} {from}{alarm.Shown} {alarm.Occurrence} {alarm.Abnormal}");
        alarm.Occurrence = next == "A" ? 0 : alarm.Occurrence;
    }
}
