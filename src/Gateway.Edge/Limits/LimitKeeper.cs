using System.Globalization;
using Gateway.Core.Alarms.Silencing;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Edge.Composition;

namespace Gateway.Edge.Limits;

/// <summary>
/// Temporary limits: kept on disk, put over the compiled rules, ended by themselves. A change is made only when it is stored. Thread-safe.
/// </summary>
/// <param name="rules">Rules of a point as compiled.</param>
/// <param name="policy">Of the configuration in force.</param>
/// <param name="apply">Puts the present changes into force.</param>
public sealed class LimitKeeper(
    string folder, Func<string, Point?> points, Func<string, IReadOnlyList<Condition>> rules, Func<ShelvePolicy> policy,
    Func<CancellationToken, Task> apply, SystemEvents events, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private readonly LimitFile _file = new(folder);
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile IReadOnlyList<LimitChange> _changes = [];

    /// <summary>Those in force, by alarm id.</summary>
    public IReadOnlyList<LimitChange> Changes => _changes;

    public LimitChange? Find(string alarmId) => _changes.FirstOrDefault(change => change.AlarmId == alarmId);

    /// <summary>The rules of a point with the temporary limits in them.</summary>
    public IReadOnlyList<Condition> Over(string point, IReadOnlyList<Condition> conditions) => _changes.Count == 0
        ? conditions
        : [.. conditions.Select(condition => Find($"{point}/{condition.Id}") is { } change ? ChangedRule.With(condition, change) : condition)];

    /// <summary>Takes up what an earlier run left and is still to hold. True when there was anything: then the rules must be put into force anew.</summary>
    public bool Load()
    {
        var left = _file.Load(out var trouble);
        if (trouble is not null)
        {
            events.Record("limitsDamaged", new LocalizedText($"临时限值文件无法读取，恢复规则限值：{trouble}", $"the temporary limits cannot be read, so the rules' own are in force: {trouble}"));
        }

        _changes = Sorted(left.Where(IsToHold));
        Tell("limitReturned", left.Except(_changes));
        if (_changes.Count < left.Count)
        {
            TrySave(_changes);
        }

        return left.Count > 0 || trouble is not null;
    }

    public async Task<LimitResult> SetAsync(LimitRequest request, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var now = time.GetUtcNow();
            var (point, condition) = Rule(request.AlarmId);
            if (point is null || condition is null)
            {
                return LimitResult.Unknown;
            }

            if (LimitPolicy.Check(request, point, condition, policy(), now) is not LimitResult.Done and var refused)
            {
                return refused;
            }

            var change = new LimitChange(request.AlarmId, request.Value!.Value, condition.Threshold, now, request.Until!.Value, request.Actor, request.Approver, request.Reason);
            return await PutAsync(Sorted(_changes.Where(other => other.AlarmId != change.AlarmId).Append(change)), mustStore: true)
                ? Told(change)
                : LimitResult.NotStored;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>A person ends it before its time. False when there is none.</summary>
    public async Task<bool> EndAsync(string alarmId, string actor, string reason, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (Find(alarmId) is not { } change)
            {
                return false;
            }

            await PutAsync([.. _changes.Where(other => other != change)]);
            events.RecordCommand("limitEnd", alarmId, actor, reason);
            return true;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Gives back, until cancelled, what has run out or no longer fits a rule.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(s_look, time);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            if (_changes.Any(change => !IsToHold(change)))
            {
                await GiveBackAsync(stopping);
            }
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task GiveBackAsync(CancellationToken stopping)
    {
        await _one.WaitAsync(stopping);
        try
        {
            var over = _changes.Where(change => !IsToHold(change)).ToList();
            await PutAsync([.. _changes.Except(over)]);
            Tell("limitReturned", over);
        }
        finally
        {
            _one.Release();
        }
    }

    // An end is always made, whatever the disk says: the rule's own limit is the safe side.
    private async Task<bool> PutAsync(IReadOnlyList<LimitChange> changes, bool mustStore = false)
    {
        if (!TrySave(changes) && mustStore)
        {
            return false;
        }

        _changes = changes;
        // Stored is stored: whoever asked may go away, the change is made all the same.
        await apply(CancellationToken.None);
        return true;
    }

    private bool TrySave(IReadOnlyList<LimitChange> changes)
    {
        try
        {
            _file.Save(changes);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private bool IsToHold(LimitChange change) =>
        change.Until > time.GetUtcNow() && Rule(change.AlarmId) is ({ } point, { } condition) && LimitPolicy.Holds(change, point, condition, policy());

    private (Point? Point, Condition? Condition) Rule(string alarmId)
    {
        var slash = alarmId.IndexOf('/', StringComparison.Ordinal);
        return slash <= 0 ? (null, null) : (points(alarmId[..slash]), rules(alarmId[..slash]).FirstOrDefault(condition => condition.Id == alarmId[(slash + 1)..]));
    }

    private LimitResult Told(LimitChange change)
    {
        events.RecordCommand(
            "limit", change.AlarmId, change.Actor,
            string.Create(CultureInfo.InvariantCulture, $"{change.Own} -> {change.Value}, {change.Until:O}, {change.Approver ?? "-"}: {change.Reason}"));
        return LimitResult.Done;
    }

    private void Tell(string name, IEnumerable<LimitChange> changes)
    {
        foreach (var change in changes)
        {
            events.Record(name, new LocalizedText(
                string.Create(CultureInfo.InvariantCulture, $"{change.AlarmId} 的临时限值 {change.Value} 已结束，恢复规则限值"),
                string.Create(CultureInfo.InvariantCulture, $"the temporary limit {change.Value} of {change.AlarmId} has ended; the rule's own is in force")));
        }
    }

    private static LimitChange[] Sorted(IEnumerable<LimitChange> changes) => [.. changes.OrderBy(change => change.AlarmId, StringComparer.Ordinal)];
}
