using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Buffers;
using Gateway.Pipeline.Faults;
using Gateway.Pipeline.Health;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Pipeline.Stages;
using Microsoft.Extensions.Logging;

namespace Gateway.Pipeline;

/// <summary>The stages a reading passes, in one place.</summary>
/// <remarks>
/// <code>
///  drivers ──WriteAsync──▶ [queue]──▶ EvaluateStage ─┬─▶ LiveWarnings ──▶ live channels (sounder, MQTT)
///   (wait while full)                     │            └─▶ [LogQueue]──▶ LogStage ──▶ IDurableLog ──▶ delivery settled
///                                         └─▶ PointBoard                                  │
///                                                                   NotificationStage ◀───┘ (cursor) ──▶ durable channels
/// </code>
/// One task judges the whole site: the order in the log is the order of judging, so a replay of the log decides as the live run did.
/// Thread-safe. Restore, then start, then write; stop drains everything.
/// </remarks>
public sealed class GatewayPipeline : IReadingOutlet, IAsyncDisposable
{
    // What judging remembers of a point and of an alarm without a window, about.
    private const int PointBytes = 96;
    private const int AlarmBytes = 80;

    private readonly PipelineOptions _options;
    private readonly TimeProvider _time;
    private readonly BatchPool _pool;
    private readonly LiveWarnings _live;
    private readonly FaultBoard _faults = new();
    private readonly MissingHistory _missing;
    private readonly LogQueue _logQueue;
    private readonly EvaluateStage _evaluate;
    private readonly LogStage _logStage;
    private readonly NotificationStage[] _notify;
    private readonly CancellationTokenSource _stopping = new();
    private readonly PipelineMetrics _metrics;
    private Task[] _notifying = [];
    private ReadingBatch? _beginning;
    private int _stopped;

    /// <param name="plan">All points of the site; ids and indexes unique.</param>
    /// <param name="log">Not disposed here.</param>
    /// <param name="folding">Keeps what is folded over a restart; null = then a restart tells more than it must.</param>
    public GatewayPipeline(
        PipelineOptions options, IReadOnlyList<PointPlan> plan, IDurableLog log, IReadOnlyList<IWarningChannel> channels,
        TimeProvider time, ILoggerFactory loggers, IFoldingMemory? folding = null)
    {
        (_options, _time) = (options, time);
        // As many as can be on the way at once, so that a full pipeline does not throw away and make anew.
        _pool = new BatchPool(options.EvaluateCapacity + options.LogCapacity + options.MaxBatchesPerCommit);
        var logger = loggers.CreateLogger("Gateway.Pipeline");
        Board = new PointBoard(BoardSize(plan));
        WarningFolder? FolderOf(IWarningChannel channel) => channel.Folds ? new(channel.Name, options.Grouping, folding) : null;
        _live = new LiveWarnings(channels, options.WarningCapacity, FolderOf, time, logger);
        _missing = new MissingHistory(_pool, _live, _faults, time);
        _logQueue = new LogQueue(options, _missing, time);
        _evaluate = new EvaluateStage(
            options.EvaluateCapacity, options.StateInterval, new SiteEvaluator(plan, Now, options.Evaluator), Board, _pool, _live, _logQueue, time, logger) { StateSize = plan.Sum(point => PointBytes + (AlarmBytes * point.Conditions.Count)) };
        _logStage = new LogStage(options, _logQueue, _missing, log, _pool, time, logger);
        _metrics = new PipelineMetrics(GetHealth);
        _notify =
        [
            .. channels.Select(c => new NotificationStage(
                c, _live.Channels.FirstOrDefault(l => l.Target == c), c.Path == WarningPath.Durable ? FolderOf(c) : null, log, time, logger)),
        ];
    }

    /// <summary>The latest of every point.</summary>
    public PointBoard Board { get; }

    /// <summary>The five figures of every queue.</summary>
    public IReadOnlyList<BufferFigures> Buffers => [_evaluate.Figures, _logQueue.Figures, .. _live.Figures];

    private long Now => _time.GetUtcNow().UtcTicks;

    /// <summary>Takes up the alarm states of an earlier run, before <see cref="Start"/>. Returns the records whose rule is gone.</summary>
    /// <param name="records">What the journal says: what people were told.</param>
    /// <param name="remember">Brings the evaluator to where the earlier run stood; false when nothing is remembered. Null = nothing is.</param>
    public IReadOnlyList<AlarmRecord> Restore(IEnumerable<AlarmRecord> records, Func<SiteEvaluator, bool>? remember = null)
    {
        var evaluator = _evaluate.Evaluator;
        var journal = _faults.Restore(records);
        var isRemembered = remember?.Invoke(evaluator) == true;
        var left = evaluator.Restore(isRemembered ? Differing(journal, evaluator.Snapshot()) : journal);
        _beginning = _pool.Rent(source: -1, Now);
        if (isRemembered)
        {
            evaluator.Resume(Now, _beginning.Transitions, _beginning.Warnings);
        }

        _beginning.Mark = new JudgingMark(isRemembered ? JudgingEvent.Resumed : JudgingEvent.Started, evaluator.Clock);
        for (var point = 0; point < Board.Count; point++)
        {
            Board.SetTier(point, evaluator.TierOf(point));
        }

        return left;
    }

    public void Start()
    {
        _live.Start();
        _logStage.Start();
        Begin();
        _evaluate.Start();
        _notifying = [.. _notify.Select(n => Task.Run(() => n.RunAsync(_stopping.Token)))];
    }

    /// <inheritdoc/>
    public ReadingBatch Rent(int source) => _pool.Rent(source, Now);

    /// <inheritdoc/>
    public void Return(ReadingBatch batch) => _pool.Return(batch);

    /// <inheritdoc/>
    public ValueTask WriteAsync(ReadingBatch batch, CancellationToken cancellation)
    {
        return _evaluate.TryWrite(batch) ? ValueTask.CompletedTask : WaitAsync(batch, cancellation);
    }

    /// <summary>What a person does to an alarm: acknowledge, reset, shelve, take out of service, suppress for maintenance, and their ends.</summary>
    public async Task<CommandResult> CommandAsync(AlarmCommand command, CancellationToken cancellation)
    {
        if (command.Event == AlarmEvent.AcknowledgedByPerson)
        {
            var steps = new List<FaultStep>();
            var own = _faults.Acknowledge(command.AlarmId, command.Actor, command.Reason, Now, steps);
            await TellAsync(steps);
            if (own != CommandResult.Unknown)
            {
                return own;
            }
        }

        return (CommandResult)(await _evaluate.RunAsync(new EvaluateCommand((evaluator, now, batch) => Obey(evaluator, command, now, batch)), cancellation))!;
    }

    /// <summary>A person has seen an alarm. Id is <c>{point id}/{condition id}</c>.</summary>
    public Task<CommandResult> AcknowledgeAsync(string alarmId, string actor, string reason, CancellationToken cancellation) =>
        CommandAsync(new AlarmCommand(AlarmEvent.AcknowledgedByPerson, alarmId, actor, reason), cancellation);

    /// <summary>A person resets a latched alarm.</summary>
    public Task<CommandResult> ResetAsync(string alarmId, string actor, string reason, CancellationToken cancellation) =>
        CommandAsync(new AlarmCommand(AlarmEvent.ResetByPerson, alarmId, actor, reason), cancellation);

    /// <summary>
    /// Writes transitions that were not judged live (<see cref="AlarmStateExtensions.IsLive"/> is false) to the log. They change no alarm and warn nobody.
    /// </summary>
    /// <returns>True when they are durable; false when the log is in trouble: then some may still be written later, so look before writing them again.</returns>
    public async Task<bool> EnterAsync(IReadOnlyList<AlarmTransition> entries)
    {
        if (entries.FirstOrDefault(entry => entry.Event.IsLive()) is { } live)
        {
            throw new ArgumentException($"{live.Id} is live and comes from judging only.", nameof(entries));
        }

        if (Volatile.Read(ref _stopped) != 0 || _missing.IsDeclared)
        {
            return false;
        }

        var batch = _pool.Rent(source: -1, Now);
        var stored = new AwaitedDelivery();
        batch.Delivery = stored;
        batch.Transitions.AddRange(entries);
        await _logQueue.WriteAsync(batch);
        return await stored.Outcome == DeliveryOutcome.Accepted;
    }

    /// <summary>Takes a new plan without losing the state of what stays the same; readings go on flowing.</summary>
    public async Task ReplaceAsync(IReadOnlyList<PointPlan> plan, CancellationToken cancellation)
    {
        Board.Grow(BoardSize(plan));
        await _evaluate.RunAsync(
            new EvaluateCommand((evaluator, now, batch) =>
            {
                evaluator.Replace(plan, now, batch.Transitions, batch.Warnings);
                batch.Mark = new JudgingMark(JudgingEvent.PlanChanged, evaluator.Clock);
                // What was judged by the old rules must not be judged again by the new ones after a kill.
                batch.Judging = _evaluate.Remember();
                return null;
            }),
            cancellation);
    }

    /// <summary>Every alarm that is not in the normal state.</summary>
    public async Task<IReadOnlyList<AlarmRecord>> GetAlarmsAsync(CancellationToken cancellation)
    {
        var records = await _evaluate.RunAsync(new EvaluateCommand((evaluator, _, _) => evaluator.Snapshot()), cancellation);
        return [.. (IReadOnlyList<AlarmRecord>)records!, .. _faults.Snapshot()];
    }

    /// <summary>Answers a question about the state of judging, in turn with the readings. The question must change nothing and keep nothing.</summary>
    public async Task<T> AskAsync<T>(Func<SiteEvaluator, T> question, CancellationToken cancellation) =>
        (T)(await _evaluate.RunAsync(new EvaluateCommand((evaluator, _, _) => question(evaluator)), cancellation))!;

    /// <summary>The gravest tier among the faults of the gateway itself.</summary>
    public WarningTier FaultTier => _faults.Tier;

    /// <summary>True while an alarm about this fault of the gateway stands.</summary>
    public bool Holds(GatewayFault fault) => _faults.Holds(fault);

    /// <summary>Raises the alarm about a fault of the gateway itself: live at once, and in the log. Once, until it ends. After <see cref="Start"/>.</summary>
    /// <param name="text">What happened and what it means for the people of the site.</param>
    public async Task<bool> RaiseAsync(GatewayFault fault, LocalizedText text) => await TellAsync(_faults.Raise(fault, Now, text));

    /// <summary>Ends it. False when it did not stand.</summary>
    public async Task<bool> ClearAsync(GatewayFault fault, LocalizedText text) => await TellAsync(_faults.Clear(fault, Now, text));

    public PipelineHealth GetHealth() => new(
        _missing.Since, _evaluate.Evaluator.Judged, _evaluate.Evaluator.Late, _evaluate.Evaluator.Future, _evaluate.Evaluator.Unknown, _missing.Readings, _logStage.FailedCommits, Buffers);

    /// <summary>Takes no more readings, judges, commits and tells what is on the way, in that order. Stop the drivers first. Idempotent.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        await _evaluate.StopAsync();
        await _logStage.StopAsync();
        await _live.StopAsync(_options.StallLimit);
        await _stopping.CancelAsync();
        await Task.WhenAll(_notifying);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _evaluate.DisposeAsync();
        foreach (var channel in _live.Channels)
        {
            channel.Dispose();
        }

        await _logQueue.DisposeAsync();
        _metrics.Dispose();
        _stopping.Dispose();
    }

    // The first entry of a run says how judging began; what the restart itself changed follows it, and what is remembered, so that a kill right after is no loss.
    private void Begin()
    {
        var batch = _beginning ?? _pool.Rent(source: -1, Now);
        batch.Mark ??= new JudgingMark(JudgingEvent.Started, _evaluate.Evaluator.Clock);
        batch.Judging = _evaluate.Remember();
        _beginning = null;
        _live.Publish(batch.Warnings);
        foreach (var warning in batch.Warnings)
        {
            Board.SetTier(warning.Point.Index, warning.To);
        }

        // The queue is empty, so this completes at once.
        _logQueue.WriteAsync(batch).AsTask().GetAwaiter().GetResult();
    }

    // People were told what the journal says; where the memory differs (readings were shed, the disk was full) the journal wins.
    private static IEnumerable<AlarmRecord> Differing(IReadOnlyList<AlarmRecord> journal, IReadOnlyList<AlarmRecord> remembered)
    {
        var states = remembered.ToDictionary(record => record.AlarmId, record => record.State, StringComparer.Ordinal);
        return journal.Where(record => states.GetValueOrDefault(record.AlarmId, AlarmState.Normal) != record.State);
    }

    // A batch that finds the pipeline stopped goes back: its sender must keep it.
    private async ValueTask WaitAsync(ReadingBatch batch, CancellationToken cancellation)
    {
        if (!await _evaluate.WriteAsync(batch, cancellation))
        {
            batch.Delivery?.Settle(DeliveryOutcome.Kept);
            _pool.Return(batch);
        }
    }

    // The clock moves on with a command whatever comes of it, so a refused one that let time pass, or found our clock set back, is logged as time that passed.
    private static object Obey(SiteEvaluator evaluator, AlarmCommand command, long now, ReadingBatch batch)
    {
        var reached = evaluator.Clock;
        var result = evaluator.Command(command, now, batch.Transitions, batch.Warnings);
        batch.Mark = result == CommandResult.Done ? new JudgingMark(JudgingEvent.Commanded, evaluator.Clock, command)
            : batch.Transitions.Count > 0 || evaluator.Clock < reached ? new JudgingMark(JudgingEvent.Elapsed, evaluator.Clock)
            : null;
        return result;
    }

    private async Task<bool> TellAsync(FaultStep? step)
    {
        await TellAsync(step is null ? [] : [step]);
        return step is not null;
    }

    // Live first: the log may be the very thing that is in trouble.
    private async Task TellAsync(List<FaultStep> steps)
    {
        if (steps.Count == 0 || Volatile.Read(ref _stopped) != 0)
        {
            return;
        }

        var batch = _pool.Rent(source: -1, Now);
        foreach (var step in steps)
        {
            batch.Transitions.Add(step.Transition);
            if (step.Warning is { } warning)
            {
                batch.Warnings.Add(warning);
                _live.Publish(warning);
            }
        }

        await _logQueue.WriteAsync(batch);
    }

    private static int BoardSize(IReadOnlyList<PointPlan> plan) => plan.Count == 0 ? 0 : plan.Max(p => p.Point.Index) + 1;
}
