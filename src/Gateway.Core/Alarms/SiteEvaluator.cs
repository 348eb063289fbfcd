using System.Diagnostics.CodeAnalysis;
using Gateway.Core.Alarms.Engine;
using Gateway.Core.Alarms.Joint;
using Gateway.Core.Alarms.Silencing;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.State;
using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms;

/// <summary>
/// Judges the points of a site: a machine over the sequence of (readings with receive time | passing time | what a person does), with
/// transitions and warnings as its output. Pure but for its own state; owned by one thread at a time. The same sequence gives the same
/// transitions; calls of <see cref="Elapse"/> in between change nothing but the time of decision. Allocates only when an alarm changes state.
/// </summary>
/// <remarks>
/// All times are UTC ticks. While no reading arrives, a point's event time is our clock less the offset of its last reading (receive time less
/// source time, 0 or more). Our clock never runs back here: what was received before the time already reached is judged at that time. Only a
/// step back of more than <see cref="ClockStepAfter"/> is taken as one; running times then stay as long as they were. A step forward is told by <see cref="SetForward"/>.
/// </remarks>
public sealed class SiteEvaluator
{
    /// <summary>A source clock may run ahead by 60 s; beyond that its time is replaced and the value is uncertain (domain rule 7.5).</summary>
    public static readonly TimeSpan FutureTolerance = TimeSpan.FromSeconds(60);

    /// <summary>
    /// When only late readings have come for 60 s, they are all there is: the source's clock was set back. Its new time is taken, so that
    /// a point is never left unjudged for as long as the clock was moved.
    /// </summary>
    public static readonly TimeSpan ClockSetBackAfter = TimeSpan.FromSeconds(60);

    /// <summary>Our own clock going back by more than 60 s was set; by less, the order of arrival wins.</summary>
    public static readonly TimeSpan ClockStepAfter = TimeSpan.FromSeconds(60);

    private readonly EvaluatorOptions _options;
    private SiteState _state;

    /// <param name="plans">Points of the site; indexes and ids unique, found right by <see cref="PlanCheck"/>.</param>
    /// <param name="now">When watching begins: the last good value of a point never seen.</param>
    /// <param name="options">Null for the defaults.</param>
    public SiteEvaluator(IReadOnlyList<PointPlan> plans, long now, EvaluatorOptions? options = null)
    {
        _options = options ?? new EvaluatorOptions();
        _state = new SiteState(plans, _options, now);
        for (var slot = 0; slot < _state.Points.Length; slot++)
        {
            DeadlineRunner.Refresh(_state, slot);
        }
    }

    /// <summary>When <see cref="Elapse"/> must be called next, by our clock; never later than needed, sometimes earlier.</summary>
    public long NextDeadline => _state.Queue.TopKey;

    /// <summary>Our clock as far as the evaluator has got.</summary>
    public long Clock => _state.Clock;

    /// <summary>Readings judged so far.</summary>
    public long Judged { get; private set; }

    /// <summary>Readings older than the last judged one of their point: stored, not judged.</summary>
    public long Late { get; private set; }

    /// <summary>Readings from a clock too far ahead.</summary>
    public long Future { get; private set; }

    /// <summary>Readings the source had kept while it could not send: stored, not judged.</summary>
    public long Historical { get; private set; }

    /// <summary>Readings of points the site does not know.</summary>
    public long Unknown { get; private set; }

    /// <summary>Lets time pass until the readings were received, then judges them in their order.</summary>
    /// <param name="received">When they were received.</param>
    /// <param name="now">When this call is made; only stamps the decision.</param>
    /// <returns>The receive time they were judged at: log this one. Later than <paramref name="received"/> when the clock had got farther.</returns>
    public long Evaluate(
        ReadOnlySpan<Reading> readings, long received, long now, List<AlarmTransition> transitions, List<WarningEvent> warnings)
    {
        var sink = Advance(received, now, transitions, warnings);
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

        return sink.Received;
    }

    /// <summary>Lets time pass: delays, silence and silencing run out, over all points in the order of their deadlines.</summary>
    public void Elapse(long now, List<AlarmTransition> transitions, List<WarningEvent> warnings) => Advance(now, now, transitions, warnings);

    /// <summary>
    /// Our clock was set forward, from <paramref name="from"/> to <paramref name="to"/>, and no time has passed: what runs goes on from where it stood. Only who
    /// has a counter nobody can set knows that, so it has to be told; a step back is found here.
    /// </summary>
    public void SetForward(long from, long to, List<AlarmTransition> transitions, List<WarningEvent> warnings)
    {
        Advance(from, from, transitions, warnings);
        if (to > _state.Clock)
        {
            OwnClock.Step(_state, to - _state.Clock);
            _state.Clock = to;
        }
    }

    /// <summary>Does what a person wants done to one alarm, at <paramref name="now"/>, or refuses it.</summary>
    public CommandResult Command(AlarmCommand command, long now, List<AlarmTransition> transitions, List<WarningEvent> warnings)
    {
        var sink = Advance(now, now, transitions, warnings);
        var result = CommandDesk.Run(_state, command, sink);
        JointRunner.Drain(_state, sink);
        return result;
    }

    /// <summary>A person has seen the alarm.</summary>
    /// <param name="alarmId"><c>{point id}/{condition id}</c>.</param>
    public CommandResult Acknowledge(
        string alarmId, string actor, string reason, long now, List<AlarmTransition> transitions, List<WarningEvent> warnings) =>
        Command(new AlarmCommand(AlarmEvent.AcknowledgedByPerson, alarmId, actor, reason), now, transitions, warnings);

    /// <summary>A person resets a latched alarm that is back to normal and acknowledged.</summary>
    /// <param name="alarmId"><c>{point id}/{condition id}</c>.</param>
    public CommandResult Reset(
        string alarmId, string actor, string reason, long now, List<AlarmTransition> transitions, List<WarningEvent> warnings) =>
        Command(new AlarmCommand(AlarmEvent.ResetByPerson, alarmId, actor, reason), now, transitions, warnings);

    /// <summary>Takes up the states an earlier run left in a journal. Returns the records that fit no alarm of the site.</summary>
    public IReadOnlyList<AlarmRecord> Restore(IEnumerable<AlarmRecord> records) =>
        [.. records.Where(record => !AlarmRecords.TryRestore(_state, record))];

    /// <summary>Writes all that later judging depends on: states, memories, running delays, silencing, clocks.</summary>
    public void Save(StateWriter writer) => StateFile.Save(_state, writer);

    /// <summary>
    /// Takes up what <see cref="Save"/> wrote, for every alarm whose point id, condition id and rule are the same. When no time has passed since,
    /// judging goes on as if nothing had happened. Otherwise the time between proves nothing: a running on-delay keeps its start and waits for the
    /// next proof, a running off-delay starts again, silence counts from <paramref name="now"/>, and silencing that ended meanwhile ends now.
    /// </summary>
    /// <param name="now">Our clock.</param>
    /// <returns>Alarms that were not in the normal state and whose rule is gone or another now.</returns>
    /// <exception cref="InvalidDataException">Damaged, or of another version. The evaluator is as it was.</exception>
    public IReadOnlyList<AlarmRecord> Load(
        ref StateReader reader, long now, List<AlarmTransition> transitions, List<WarningEvent> warnings)
    {
        var unmatched = Load(ref reader);
        Resume(now, transitions, warnings);
        return unmatched;
    }

    /// <summary>
    /// The same without saying what time it is: what was judged after <see cref="Save"/> can be judged again first. Then call <see cref="Resume"/>.
    /// </summary>
    /// <exception cref="InvalidDataException">Damaged, or of another version. The evaluator is as it was.</exception>
    public IReadOnlyList<AlarmRecord> Load(ref StateReader reader)
    {
        var (state, unmatched) = StateFile.Load(ref reader, _state.Plans, _options);
        _state = state;
        return unmatched;
    }

    /// <summary>Judging goes on at <paramref name="now"/>; nothing was watched since the last call.</summary>
    public void Resume(long now, List<AlarmTransition> transitions, List<WarningEvent> warnings)
    {
        var sink = Advance(now, now, transitions, warnings, restart: true);
        Suppressor.ReconcileAll(_state, sink);
        JointRunner.Drain(_state, sink);
    }

    /// <summary>
    /// Takes a new plan. Points and conditions that are the same (by id and by value; who reviewed them does not matter) keep
    /// state, memory and running delays; alarms of removed rules are withdrawn with a transition, and changed rules are judged at once against
    /// the last reading. An alarm that stands goes on under its changed rule (same id, kind and tier), unless that reading is normal by it.
    /// </summary>
    public void Replace(IReadOnlyList<PointPlan> plans, long now, List<AlarmTransition> transitions, List<WarningEvent> warnings) =>
        _state = PlanReplacement.Replace(_state, plans, Advance(now, now, transitions, warnings));

    /// <summary>Every alarm that is not in the normal state, silenced ones included.</summary>
    public IReadOnlyList<AlarmRecord> Snapshot() => AlarmRecords.Of(_state);

    /// <summary>Highest standing alarm of a point that is not silenced; none for an unknown point.</summary>
    public WarningTier TierOf(int point) => _state.SlotOf(point) is >= 0 and var slot ? _state.Points[slot].Tier : WarningTier.None;

    /// <summary>Highest standing alarm of a point among those that are silenced.</summary>
    public WarningTier SilencedTierOf(int point) =>
        _state.SlotOf(point) is >= 0 and var slot ? TierBook.Silenced(_state, slot) : WarningTier.None;

    /// <summary>The rule behind an alarm and what it remembers now, to be looked at only, by the thread that owns the evaluator.</summary>
    public bool Inspect(string alarmId, [NotNullWhen(true)] out Condition? condition, out ConditionMemory memory)
    {
        var (_, cell) = _state.Find(alarmId);
        (condition, memory) = cell < 0 ? (null, default) : (_state.Conditions[cell], _state.Cells[cell].Memory);
        return cell >= 0;
    }

    private TransitionSink Advance(
        long received, long now, List<AlarmTransition> transitions, List<WarningEvent> warnings, bool restart = false)
    {
        var state = _state;
        if (received < state.Clock - ClockStepAfter.Ticks)
        {
            OwnClock.Step(state, received - state.Clock);
            state.Clock = received;
        }

        var clock = Math.Max(received, state.Clock);
        if (restart && clock > state.Clock)
        {
            OwnClock.Skip(state, clock);
        }

        state.Clock = clock;
        var sink = new TransitionSink(transitions, warnings, clock, now);
        if (state.Queue.TopKey <= clock)
        {
            DeadlineRunner.Elapse(state, clock, sink);
        }

        return sink;
    }

    private void JudgeOne(int slot, in Reading reading, in TransitionSink sink)
    {
        if ((reading.Flags & DetectorFlags.Historical) != 0)
        {
            Historical++;
            return;
        }

        ref var point = ref _state.Points[slot];
        var sample = ToSample(reading, point.NeedsNumber, sink.Received);
        var setBack = false;
        OwnClock.FollowForward(_state, slot, sample);
        if (sample.Time < point.LastTime)
        {
            Late++;
            setBack = OwnClock.IsSetBack(point, sample);
            if (!setBack)
            {
                return;
            }
        }

        // First what had run out before this reading came, by our clock and by the source's.
        var passed = Math.Max(sample.Time, sink.Received - point.Offset);
        if (passed >= point.Due)
        {
            DeadlineRunner.RunOwn(_state, slot, passed, sink);
        }

        if (setBack)
        {
            DeadlineRunner.ShiftClock(_state, point.First, point.OwnEnd, sample.Time - (sink.Received - point.Offset));
        }

        Accept(slot, ref point, sample, clockIsNew: setBack || sample.Time < point.Ahead, sink);
    }

    private void Accept(int slot, ref PointState point, in Sample sample, bool clockIsNew, in TransitionSink sink)
    {
        var links = _state.Links.BySlot[slot];
        if (links is not null)
        {
            Suppressor.FollowRunState(_state, links, point.Last, sample, sink);
        }

        point.LastTime = sample.Time;
        point.LastReceived = sink.Received;
        point.Offset = Math.Max(0, sink.Received - sample.Time);
        point.ClockStepped = false;
        point.Last = sample;
        Judged++;
        JudgeConditions(slot, ref point, sample, sink);
        if (clockIsNew)
        {
            // Only such a reading lies before what was known so far, and so brings a deadline nearer.
            DeadlineRunner.Refresh(_state, slot);
        }

        DeadlineRunner.Reschedule(_state, slot);
        if (links is not null)
        {
            JointRunner.MarkReading(_state, links);
            JointRunner.Drain(_state, sink);
        }
    }

    private void JudgeConditions(int slot, ref PointState point, in Sample sample, in TransitionSink sink)
    {
        var first = sink.Transitions.Count;
        var conditions = _state.Conditions;
        var cells = _state.Cells;
        var end = point.OwnEnd;
        var (touched, moved) = (false, false);
        for (var cell = point.First; cell < end; cell++)
        {
            ref var alarm = ref cells[cell];
            var verdict = conditions[cell].Judge(sample, ref alarm.Memory);
            if (verdict != ConditionVerdict.Normal || alarm.State != AlarmState.Normal || alarm.Pending != PendingDelay.None)
            {
                touched = true;
                moved |= AlarmMover.Apply(_state, slot, cell, verdict, sample.Time, sink);
            }
        }

        if (touched)
        {
            TierBook.FollowSilence(_state, slot);
        }

        if (moved)
        {
            TierBook.Settle(_state, slot, first, sink);
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
}
