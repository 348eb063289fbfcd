using System.Collections.Concurrent;
using Gateway.Drivers.Modbus.Client;
using Gateway.Drivers.Modbus.Framing;
using Gateway.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Gateway.Drivers.Modbus.Polling;

/// <summary>
/// Keeps the polls of a line going on one open connection: starts what is due, judges what came back, isolates units that are silent. One task
/// decides; the lanes only carry out, so nothing here is locked.
/// </summary>
internal sealed class LinePoller : IDisposable
{
    private readonly IReadOnlyList<UnitState> _units;
    private readonly LineScheduler _scheduler;
    private readonly FailureReporter _failures;
    private readonly PollLog _log;
    private readonly RefusalSearch _refusals;
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly SingleWaiterSignal _wake = new();
    private readonly ITimer _alarmClock;
    private readonly ConcurrentQueue<PollLane> _finished = new();
    private readonly Stack<PollLane> _idle = new();
    private readonly int _lanes;
    private readonly int _giveUpAfter;

    /// <param name="lanes">Polls under way at once.</param>
    /// <param name="giveUpAfter">Time-outs in a row, over all units, after which the connection counts as dead.</param>
    public LinePoller(
        IReadOnlyList<UnitState> units, IReadingOutlet outlet, int source, int lanes, int giveUpAfter, TimeProvider time, ILogger logger)
    {
        (_units, _lanes, _giveUpAfter, _time) = (units, lanes, giveUpAfter, time);
        _scheduler = new LineScheduler(units, source * 0.6180339887 % 1);
        _failures = new FailureReporter(outlet, source, time);
        _log = new PollLog(logger, time);
        _refusals = new RefusalSearch(_log);
        _origin = time.GetTimestamp();
        _alarmClock = time.CreateTimer(static s => ((SingleWaiterSignal)s!).Wake(), _wake, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        for (var i = 0; i < lanes; i++)
        {
            _idle.Push(new PollLane(outlet, source, time, OnFinished));
        }
    }

    private long Now => _time.GetElapsedTime(_origin).Ticks;

    /// <summary>Polls until stopped or the connection is lost; what was in flight is finished and handed over. True when any reply came.</summary>
    public async Task<bool> RunAsync(ModbusClient client, CancellationToken stopping)
    {
        using var wakeOnStop = stopping.UnsafeRegister(static s => ((SingleWaiterSignal)s!).Wake(), _wake);
        _ = WakeAtEndAsync(client);
        foreach (var unit in _units)
        {
            unit.RetryNow(Now);
        }

        var replied = false;
        while (!stopping.IsCancellationRequested && !client.IsClosed && client.TimeoutsInRow < _giveUpAfter)
        {
            var next = StartDue(client);
            ArmAlarmClock(next);
            await _wake.WaitAsync();
            replied |= await SettleAsync();
        }

        while (_idle.Count < _lanes)
        {
            await _wake.WaitAsync();
            replied |= await SettleAsync();
        }

        return replied;
    }

    /// <summary>The line cannot be reached: every unit is offline and every point is told so.</summary>
    /// <param name="everOpen">The line has been open since the start; if not, its points are not connected, which is not a failure of a connection.</param>
    public async ValueTask LineFailedAsync(string error, bool everOpen)
    {
        var quality = everOpen ? Core.Measurements.Quality.CommunicationFailure : Core.Measurements.Quality.NotConnected;
        foreach (var unit in _units)
        {
            unit.GoOffline(Now, error);
            await _failures.ReportAsync(unit.Readers, quality, again: true);
        }
    }

    public void Dispose()
    {
        _alarmClock.Dispose();
        foreach (var lane in _idle)
        {
            lane.End();
        }
    }

    private long StartDue(ModbusClient client)
    {
        while (_idle.Count > 0)
        {
            if (!_scheduler.TryTake(Now, out var unit, out var block, out var late, out var nextDue))
            {
                return nextDue;
            }

            unit.CountPoll(late);
            ModbusMetrics.CountPoll(late);
            _idle.Pop().Begin(client, unit, block);
        }

        return long.MaxValue;
    }

    private void ArmAlarmClock(long next)
    {
        if (next == long.MaxValue)
        {
            return;
        }

        // A whole millisecond up, or the timer fires just before the poll is due and runs again for nothing.
        var wait = Math.Max(1, (next - Now + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond);
        _alarmClock.Change(TimeSpan.FromMilliseconds(Math.Min(wait, int.MaxValue)), Timeout.InfiniteTimeSpan);
    }

    private async Task WakeAtEndAsync(ModbusClient client)
    {
        await client.Completion.ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _wake.Wake();
    }

    private void OnFinished(PollLane lane)
    {
        _finished.Enqueue(lane);
        _wake.Wake();
    }

    private async ValueTask<bool> SettleAsync()
    {
        var replied = false;
        while (_finished.TryDequeue(out var lane))
        {
            var (unit, block, reply) = (lane.Unit, lane.Block, lane.Reply);
            var replyTime = lane.ReplyTime;
            _idle.Push(lane);
            block.Busy = false;
            if (reply.IsOk)
            {
                replied = true;
                Succeeded(unit, block, replyTime);
            }
            else
            {
                replied |= reply.Status == ReplyStatus.Exception;
                await FailedAsync(unit, block, reply, replyTime);
            }
        }

        return replied;
    }

    private void Succeeded(UnitState unit, PollBlock block, long replyTime)
    {
        block.Attempt = 0;
        if (unit.Replied(replyTime))
        {
            LineScheduler.Restart(unit, Now);
            _log.UnitCameBack(unit.Device.Id);
        }

        _refusals.Answered(unit, block, Now);
    }

    private async ValueTask FailedAsync(UnitState unit, PollBlock block, ModbusReply reply, long replyTime)
    {
        var error = $"Unit {unit.Device.Unit}, {block.Request.Function} {block.Start}+{block.Count}: {reply.Describe()}.";
        unit.Failed(error);
        ModbusMetrics.CountFailure();
        var silent = reply.Status != ReplyStatus.Exception || ModbusExceptions.MeansUnitIsSilent(reply.ExceptionCode);
        if (!silent && unit.IsOffline)
        {
            unit.Replied(replyTime);
            LineScheduler.Restart(unit, Now);
        }

        // A lost connection says nothing about the unit: the block is polled first on the next one. Part of a search is not asked twice.
        var again = block.Attempt < unit.Device.Retries && !(RefusalSearch.IsRefusal(reply) && (block.IsUnjudged || block.Refusals > 0));
        if (!unit.IsOffline && (reply.Status == ReplyStatus.Disconnected || again))
        {
            block.Attempt++;
            return;
        }

        block.Attempt = 0;
        if (silent)
        {
            await SilentAsync(unit, error);
            return;
        }

        if (!RefusalSearch.IsRefusal(reply))
        {
            _log.BlockFailed(unit.Device.Id, error);
            await _failures.ReportAsync(block.ValueReaders, UnitState.QualityOf(reply.Status), again: false);
        }
        else if (_refusals.Refused(unit, block, error, Now))
        {
            await _failures.ReportAsync(block.ValueReaders, UnitState.QualityOf(reply.Status), again: true);
        }
    }

    private async ValueTask SilentAsync(UnitState unit, string error)
    {
        if (unit.GoOffline(Now, error))
        {
            _log.UnitWentOffline(unit.Device.Id, error);
        }

        await _failures.ReportAsync(unit.Readers, Core.Measurements.Quality.CommunicationFailure, again: true);
    }
}
