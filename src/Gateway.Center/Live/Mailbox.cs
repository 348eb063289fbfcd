namespace Gateway.Center.Live;

/// <summary>What waits for one client. Holds the newest only: a client that takes slowly costs a bounded amount of memory and sees the newest first. Thread-safe.</summary>
/// <param name="capacity">Changes kept.</param>
internal sealed class Mailbox(int capacity)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<LiveChange> _changes = [];
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
                _changes.Remove(older);
            }
            else if (_changes.Count >= capacity)
            {
                var oldest = _changes.First!;
                _changes.RemoveFirst();
                _bySubject.Remove((oldest.Value.Kind, oldest.Value.Subject));
                _skipped = Math.Max(_skipped, oldest.Value.Sequence);
            }

            _bySubject[(change.Kind, change.Subject)] = _changes.AddLast(change);
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
            var changes = new List<LiveChange>(_changes.Count + 1);
            if (_skipped > 0)
            {
                changes.Add(new LiveChange(_skipped, "live.skipped", "", null, null, false, null));
            }

            changes.AddRange(_changes);
            var mail = new Mail(changes, _values, _beat);
            _changes.Clear();
            _bySubject.Clear();
            (_values, _beat, _skipped) = (null, null, 0);
            return mail;
        }
    }
}

/// <summary>One push to one client.</summary>
internal sealed record Mail(IReadOnlyList<LiveChange> Changes, WatchedValues? Values, DateTimeOffset? Beat)
{
    public bool IsEmpty => Changes.Count == 0 && Values is null && Beat is null;
}
