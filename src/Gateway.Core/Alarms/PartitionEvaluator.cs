using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms;

/// <summary>
/// Judges the points of one partition: readings and passing time in, transitions and warnings out. Pure but for its own
/// state; owned by one thread at a time. Runs in event time: a delay ends at its exact deadline, so the same history gives
/// the same transitions however often <see cref="Elapse"/> is called. Allocates only when an alarm changes state.
/// </summary>
/// <remarks>
/// All times are UTC ticks. While no reading arrives, a point's event time is our clock less the offset of its last reading
/// (receive time less source time, 0 or more).
/// </remarks>
public sealed class PartitionEvaluator
{
    /// <summary>A source clock may run ahead by 60 s; beyond that its time is replaced and the value is uncertain (domain rule 7.5).</summary>
    public static readonly TimeSpan FutureTolerance = TimeSpan.FromSeconds(60);

    /// <summary>
    /// When only late readings have come for 60 s, they are all there is: the source's clock was set back. Its new time is taken, so that
    /// a point is never left unjudged for as long as the clock was moved.
    /// </summary>
    public static readonly TimeSpan ClockSetBackAfter = TimeSpan.FromSeconds(60);

    private PartitionState _state;
    private long _nextDeadline = long.MaxValue;

    /// <param name="plans">Points of this partition; indexes and ids unique.</param>
    /// <param name="now">When watching begins: the last good value of a point never seen.</param>
    public PartitionEvaluator(IReadOnlyList<PointPlan> plans, long now)
    {
        _state = new PartitionState(plans, now);
        var nothing = new TransitionSink([], [], now, now);
        for (var slot = 0; slot < _state.Points.Length; slot++)
        {
            DeadlineRunner.Run(_state, slot, long.MinValue, nothing);
            _nextDeadline = Math.Min(_nextDeadline, _state.Wake[slot]);
        }
    }

    /// <summary>When <see cref="Elapse"/> must be called next, by our clock; never later than needed, sometimes earlier.</summary>
    public long NextDeadline => _nextDeadline;

    /// <summary>Readings judged so far.</summary>
    public long Judged { get; private set; }

    /// <summary>Readings older than the last judged one of their point: stored, not judged.</summary>
    public long Late { get; private set; }

    /// <summary>Readings from a clock too far ahead.</summary>
    public long Future { get; private set; }

    /// <summary>Readings of points this partition does not know.</summary>
    public long Unknown { get; private set; }

    /// <summary>Judges readings that arrived together, in their order.</summary>
    /// <param name="received">When they were received.</param>
    /// <param name="now">When this call is made; only stamps the decision.</param>
    public void Evaluate(
        ReadOnlySpan<Reading> readings, long received, long now, List<AlarmTransition> transitions, List<WarningEvent> warnings)
    {
        var sink = new TransitionSink(transitions, warnings, received, now);
        foreach (ref readonly var reading in readings)
        {
            var slot = _state.SlotOf(reading.Point);
            if (slot < 0)
            {
                Unknown++;
                continue;
            }

            JudgeOne(slot, reading, sink);
        }
    }

    /// <summary>Lets time pass for every point: runs out delays and judges silence.</summary>
    public void Elapse(long now, List<AlarmTransition> transitions, List<WarningEvent> warnings)
    {
        var sink = new TransitionSink(transitions, warnings, now, now);
        var next = long.MaxValue;
        var wake = _state.Wake;
        for (var slot = 0; slot < wake.Length; slot++)
        {
            if (wake[slot] <= now)
            {
                DeadlineRunner.Run(_state, slot, now - _state.Points[slot].Offset, sink);
            }

            next = Math.Min(next, wake[slot]);
        }

        _nextDeadline = next;
    }

    /// <summary>A person has seen the alarm.</summary>
    /// <param name="alarmId"><c>{point id}/{condition id}</c>.</param>
    public CommandResult Acknowledge(
        string alarmId, string actor, string reason, long now, List<AlarmTransition> transitions, List<WarningEvent> warnings) =>
        Command(alarmId, AlarmEvent.AcknowledgedByPerson, actor, reason, new TransitionSink(transitions, warnings, now, now));

    /// <summary>A person resets a latched alarm that is back to normal and acknowledged.</summary>
    /// <param name="alarmId"><c>{point id}/{condition id}</c>.</param>
    public CommandResult Reset(
        string alarmId, string actor, string reason, long now, List<AlarmTransition> transitions, List<WarningEvent> warnings) =>
        Command(alarmId, AlarmEvent.ResetByPerson, actor, reason, new TransitionSink(transitions, warnings, now, now));

    /// <summary>Takes up the states an earlier run left. Returns the records that fit no alarm of this partition.</summary>
    public IReadOnlyList<AlarmRecord> Restore(IEnumerable<AlarmRecord> records)
    {
        var unmatched = new List<AlarmRecord>();
        foreach (var record in records)
        {
            var (slot, cell) = Find(record.AlarmId);
            if (cell < 0)
            {
                unmatched.Add(record);
                continue;
            }

            ref var alarm = ref _state.Cells[cell];
            alarm.State = record.State;
            alarm.Raised = record.RaisedTime;
            alarm.Changed = record.ChangedTime;
            alarm.Pending = PendingDelay.None;
            alarm.Memory.Tripped = alarm.IsAbnormal;
            _state.Points[slot].Tier = AlarmMover.HighestStanding(_state, _state.Points[slot]);
        }

        return unmatched;
    }

    /// <summary>
    /// Takes a new plan. Points and conditions that are the same (by id and by value; who reviewed them does not matter) keep
    /// state, memory and running delays; alarms of changed or removed rules are withdrawn with a transition, and changed
    /// rules are judged at once against the last reading.
    /// </summary>
    public void Replace(IReadOnlyList<PointPlan> plans, long now, List<AlarmTransition> transitions, List<WarningEvent> warnings)
    {
        _state = PlanReplacement.Replace(_state, plans, new TransitionSink(transitions, warnings, now, now));
        _nextDeadline = _state.Wake.Length == 0 ? long.MaxValue : _state.Wake.Min();
    }

    /// <summary>Every alarm that is not in the normal state.</summary>
    public IReadOnlyList<AlarmRecord> Snapshot()
    {
        var records = new List<AlarmRecord>();
        for (var slot = 0; slot < _state.Points.Length; slot++)
        {
            var point = _state.Points[slot];
            for (var cell = point.First; cell < point.First + point.Count; cell++)
            {
                ref readonly var alarm = ref _state.Cells[cell];
                if (alarm.State != AlarmState.Normal)
                {
                    records.Add(new AlarmRecord(
                        _state.AlarmId(slot, cell), _state.Plans[slot].Point.Id, _state.Conditions[cell].Kind, _state.Conditions[cell].Tier,
                        alarm.State, alarm.Raised, alarm.Changed));
                }
            }
        }

        return records;
    }

    /// <summary>Highest standing alarm of a point; none for a point of another partition.</summary>
    public WarningTier TierOf(int point) => _state.SlotOf(point) is >= 0 and var slot ? _state.Points[slot].Tier : WarningTier.None;

    private void JudgeOne(int slot, in Reading reading, in TransitionSink sink)
    {
        ref var point = ref _state.Points[slot];
        var sample = ToSample(reading, point.NeedsNumber, sink.Received);
        var setBack = false;
        if (sample.Time < point.LastTime)
        {
            Late++;
            setBack = sink.Received - point.LastReceived > ClockSetBackAfter.Ticks;
            if (!setBack)
            {
                return;
            }
        }

        // First what had run out before this reading came, by our clock and by the source's.
        if (sink.Received >= _state.Wake[slot] || sample.Time >= point.Due)
        {
            DeadlineRunner.Run(_state, slot, Math.Max(sample.Time, sink.Received - point.Offset), sink);
        }

        if (setBack)
        {
            DeadlineRunner.ShiftClock(_state, slot, sample.Time - (sink.Received - point.Offset));
        }

        var clockIsNew = setBack || point.LastTime == long.MinValue;
        point.LastTime = sample.Time;
        point.LastReceived = sink.Received;
        point.Offset = Math.Max(0, sink.Received - sample.Time);
        point.Last = sample;
        Judged++;
        JudgeConditions(slot, ref point, sample, sink);
        if (clockIsNew)
        {
            // Only such a reading may lie before what was known so far, and so bring a deadline nearer.
            DeadlineRunner.Run(_state, slot, long.MinValue, sink);
        }

        _nextDeadline = Math.Min(_nextDeadline, DeadlineRunner.Reschedule(_state, slot));
    }

    private void JudgeConditions(int slot, ref PointState point, in Sample sample, in TransitionSink sink)
    {
        var first = sink.Transitions.Count;
        var conditions = _state.Conditions;
        var cells = _state.Cells;
        var end = point.First + point.Count;
        var moved = false;
        for (var cell = point.First; cell < end; cell++)
        {
            ref var alarm = ref cells[cell];
            var verdict = conditions[cell].Judge(sample, ref alarm.Memory);
            if (verdict != ConditionVerdict.Normal || alarm.State != AlarmState.Normal || alarm.Pending != PendingDelay.None)
            {
                moved |= AlarmMover.Apply(_state, slot, cell, verdict, sample.Time, sink);
            }
        }

        if (moved)
        {
            AlarmMover.Settle(_state, slot, first, sink);
        }
    }

    private Sample ToSample(in Reading reading, bool needsNumber, long received)
    {
        var quality = reading.Quality;
        var time = reading.SourceTime;
        if (time > received + FutureTolerance.Ticks)
        {
            Future++;
            time = received;
            quality = quality.IsGood() ? Quality.NotAccurate : quality;
        }

        if (needsNumber && double.IsNaN(reading.Value) && !quality.IsBad())
        {
            quality = Quality.Bad;
        }

        return new Sample(reading.Value, quality, reading.Flags, time, received);
    }

    private CommandResult Command(string alarmId, AlarmEvent happened, string actor, string reason, in TransitionSink sink)
    {
        var (slot, cell) = Find(alarmId);
        if (cell < 0)
        {
            return CommandResult.Unknown;
        }

        var first = sink.Transitions.Count;
        var note = reason.Length == 0 ? actor : $"{actor}: {reason}";
        if (!AlarmMover.Move(_state, slot, cell, happened, sink.Now, sink, actor, note))
        {
            return CommandResult.NotAllowed;
        }

        AlarmMover.Settle(_state, slot, first, sink);
        return CommandResult.Done;
    }

    private (int Slot, int Cell) Find(string alarmId)
    {
        // Rare (a person's command, a restart), so a walk will do; neither id may hold a slash.
        var slash = alarmId.IndexOf('/', StringComparison.Ordinal);
        var pointId = slash < 0 ? alarmId : alarmId[..slash];
        var slot = Array.FindIndex(_state.Plans, p => p.Point.Id == pointId);
        for (var i = 0; slot >= 0 && slash >= 0 && i < _state.Points[slot].Count; i++)
        {
            var cell = _state.Points[slot].First + i;
            if (alarmId.AsSpan(slash + 1).SequenceEqual(_state.Conditions[cell].Id))
            {
                return (slot, cell);
            }
        }

        return (-1, -1);
    }
}
