using Gateway.Core.Measurements;
using Gateway.Drivers.Modbus.Options;
using Gateway.Pipeline.Ports;

namespace Gateway.Drivers.Modbus.Polling;

/// <summary>
/// How one unit is doing. A unit that stays silent goes offline: only its first block is tried then, ever more slowly. Changed by the poller's
/// task alone; health is read from any thread.
/// </summary>
public sealed class UnitState
{
    private long _lastReplyTime;
    private long _polls;
    private long _failures;
    private long _latePolls;
    private volatile string? _lastError;
    private volatile int _link = (int)LinkState.Starting;
    private long _backoff;
    private volatile PollBlock[] _blocks;
    private long _nextQuestion;

    public UnitState(ModbusDeviceOptions device, IReadOnlyList<PollBlock> blocks)
    {
        Device = device;
        _blocks = [.. blocks];
        Readers = [.. blocks.SelectMany(b => b.Items).Select(i => i.Reader).Distinct()];
    }

    public ModbusDeviceOptions Device { get; }

    /// <summary>What is asked of it: the plan, with blocks it refused divided.</summary>
    public IReadOnlyList<PollBlock> Blocks => _blocks;

    internal IReadOnlyList<PointReader> Readers { get; }

    public LinkState Link => (LinkState)_link;

    public bool IsOffline => Link == LinkState.Offline;

    /// <summary>Which points are refused has changed and has not been told yet.</summary>
    internal bool RefusedChanged { get; set; }

    /// <summary>What the device said when it last refused a lone address.</summary>
    internal string RefusalError { get; set; } = "";

    /// <summary>Ticks since the poller's start at which an offline unit is tried again.</summary>
    internal long RetryAt { get; private set; }

    internal void CountPoll(bool late)
    {
        Volatile.Write(ref _polls, _polls + 1);
        Volatile.Write(ref _latePolls, _latePolls + (late ? 1 : 0));
    }

    /// <summary>True when this ended an outage.</summary>
    internal bool Replied(long utcNow)
    {
        Volatile.Write(ref _lastReplyTime, utcNow);
        var wasOffline = IsOffline;
        _backoff = 0;
        _link = (int)LinkState.Online;
        return wasOffline;
    }

    internal void Failed(string error)
    {
        Volatile.Write(ref _failures, _failures + 1);
        _lastError = error;
        if (!IsOffline)
        {
            _link = (int)LinkState.Degraded;
        }
    }

    /// <summary>True when it was not offline before. Each call makes the next try later.</summary>
    internal bool GoOffline(long now, string error)
    {
        var first = !IsOffline;
        _lastError = error;
        _link = (int)LinkState.Offline;
        var most = Device.Backoff.MaxMs * TimeSpan.TicksPerMillisecond;
        _backoff = _backoff == 0 ? Device.Backoff.FirstMs * TimeSpan.TicksPerMillisecond : Math.Min(_backoff * 2, most);
        RetryAt = now + _backoff;
        return first;
    }

    /// <summary>The line itself came back: an offline unit is tried at once.</summary>
    internal void RetryNow(long now) => RetryAt = Math.Min(RetryAt, now);

    /// <summary>When the next question of a search may be asked: at least a pace after the one before.</summary>
    internal long NextQuestion(long now, long pace) => _nextQuestion = Math.Max(_nextQuestion, now) + pace;

    internal void Replace(PollBlock block, PollBlock left, PollBlock right) =>
        _blocks = [.. _blocks.SelectMany(b => b == block ? [left, right] : new[] { b })];

    internal void Join(PollBlock left, PollBlock right, PollBlock parent) =>
        _blocks = [.. _blocks.Where(b => b != right).Select(b => b == left ? parent : b)];

    internal DeviceHealth GetHealth() => new(
        Device.Id, Link, Volatile.Read(ref _lastReplyTime), _lastError, Volatile.Read(ref _polls), Volatile.Read(ref _failures),
        Volatile.Read(ref _latePolls));

    /// <summary>Communication trouble or the device's own refusal.</summary>
    internal static Quality QualityOf(Framing.ReplyStatus status) =>
        status == Framing.ReplyStatus.Exception ? Quality.DeviceFailure : Quality.CommunicationFailure;
}
