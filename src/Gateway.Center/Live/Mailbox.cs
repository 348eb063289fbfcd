namespace Gateway.Center.Live;

/// <summary>
/// What waits for one client: a bounded number of changes, so a client that takes slowly costs a bounded amount of memory. When it is full the oldest change that is neither of a warning nor
/// of an incident makes way, and only when there is none the oldest of all: one turn of the call duty writes hundreds of <c>call.*</c> entries at once and must not push a warning out.
/// Thread-safe.
/// </summary>
/// <param name="capacity">Changes kept.</param>
internal sealed class Mailbox(int capacity)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<LiveChange> _urgent = [];
    private readonly LinkedList<LiveChange> _others = [];
    private readonly Dictionary<(string Kind, string Subject), LinkedListNode<LiveChange>> _bySubject = [];
    private DateTimeOffset? _beat;
    private WatchedValues? _values;
    private long _skipped;

    /// <summary>The same kind of change of the same thing takes the place of the one before.</summary>
    public void Put(LiveChange change)
    {
        lock (_gate)
        {
            if (_bySubject.Remove((change.Kind, change.Subject), out var older))
            {
                older.List!.Remove(older);
            }
            else if (_urgent.Count + _others.Count >= capacity)
            {
                MakeRoom();
            }

            _bySubject[(change.Kind, change.Subject)] = (IsUrgent(change) ? _urgent : _others).AddLast(change);
        }
    }

    /// <summary>Changes up to this sequence were lost before they came here.</summary>
    public void Skip(long sequence)
    {
        lock (_gate)
        {
            _skipped = Math.Max(_skipped, sequence);
        }
    }

    public void Put(WatchedValues values)
    {
        lock (_gate)
        {
            _values = values;
        }
    }

    public void Beat(DateTimeOffset time)
    {
        lock (_gate)
        {
            _beat = time;
        }
    }

    /// <summary>Everything that waits, oldest change first; the mailbox is empty afterwards.</summary>
    public Mail Take()
    {
        lock (_gate)
        {
            var changes = new List<LiveChange>(_bySubject.Count + 1);
            if (_skipped > 0)
            {
                changes.Add(new LiveChange(_skipped, "live.skipped", "", null, null, false, null));
            }

            changes.AddRange(_urgent.Concat(_others).OrderBy(change => change.Sequence));
            var mail = new Mail(changes, _values, _beat);
            _urgent.Clear();
            _others.Clear();
            _bySubject.Clear();
            (_values, _beat, _skipped) = (null, null, 0);
            return mail;
        }
    }

    private static bool IsUrgent(LiveChange change) =>
        change.Kind.StartsWith("warning.", StringComparison.Ordinal) || change.Kind.StartsWith("incident.", StringComparison.Ordinal);

    private void MakeRoom()
    {
        var list = _others.Count > 0 ? _others : _urgent;
        var oldest = list.First!.Value;
        list.RemoveFirst();
        _bySubject.Remove((oldest.Kind, oldest.Subject));
        _skipped = Math.Max(_skipped, oldest.Sequence);
    }
}

/// <summary>One push to one client.</summary>
internal sealed record Mail(IReadOnlyList<LiveChange> Changes, WatchedValues? Values, DateTimeOffset? Beat)
{
    public bool IsEmpty => Changes.Count == 0 && Values is null && Beat is null;
}
