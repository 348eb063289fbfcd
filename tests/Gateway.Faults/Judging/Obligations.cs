using System.Collections.Immutable;
using Gateway.Faults.Running;

namespace Gateway.Faults.Judging;

/// <summary>
/// The oracle. Every sample has an id; once acknowledged it is an obligation. After the faults have stopped it is asked: every obligation delivered to
/// every reader, or told as missing where a bound allows that; every delivery issued; payload and time unchanged; order kept; a fresh event still passes.
/// It knows nothing of the product. Any thread.
/// </summary>
internal sealed class Obligations
{
    /// <summary>More lines of one kind say nothing more to a person; they are counted.</summary>
    private const int MostLines = 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Sample> _issued = new(StringComparer.Ordinal);
    private readonly HashSet<string> _owed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReaderAccount> _readers = new(StringComparer.Ordinal);
    private readonly List<string> _complaints = [];
    private bool _freshPassed;

    /// <summary>A reader that every obligation must reach. Repeats within one session of reading are never allowed.</summary>
    /// <param name="mayRepeat">True for a reader that promises at-least-once: after <see cref="Rewound"/> it may get again what it had.</param>
    public void Reader(string name, bool mayRepeat)
    {
        lock (_gate)
        {
            _readers.TryAdd(name, new ReaderAccount(name, mayRepeat));
        }
    }

    /// <summary>The sample is handed in, whether it will be acknowledged or not.</summary>
    public void Issued(string id, ReadOnlySpan<byte> payload, DateTimeOffset time, string stream = "") => Issued(id, payload, time, stream, null);

    /// <param name="place">Its place in the order of its stream; null = after all that were issued before.</param>
    public void Issued(string id, ReadOnlySpan<byte> payload, DateTimeOffset time, string stream, long? place)
    {
        lock (_gate)
        {
            _issued[id] = _issued.TryGetValue(id, out var before)
                ? before
                : new Sample(id, payload.ToArray(), time, stream, place ?? _issued.Count);
        }
    }

    /// <summary>The sample was acknowledged: from now on it is an obligation. A sample not issued before is issued by this.</summary>
    public void Owed(string id, ReadOnlySpan<byte> payload, DateTimeOffset time, string stream = "") => Owed(id, payload, time, stream, null);

    /// <param name="place">As where a sample is issued.</param>
    public void Owed(string id, ReadOnlySpan<byte> payload, DateTimeOffset time, string stream, long? place)
    {
        lock (_gate)
        {
            Issued(id, payload, time, stream, place);
            _owed.Add(id);
        }
    }

    /// <summary>The product says that this sample is missing (a gap record that covers it), where it may: at a bound, or for what damage took.</summary>
    public void ToldMissing(string id)
    {
        lock (_gate)
        {
            _told.Add(id);
        }
    }

    /// <summary>A reader starts anew (restart, reconnection); one that may repeat may get again what it had.</summary>
    public void Rewound(string reader)
    {
        lock (_gate)
        {
            Account(reader).Rewind();
        }
    }

    public void Delivered(string reader, string id, ReadOnlySpan<byte> payload, DateTimeOffset time)
    {
        lock (_gate)
        {
            if (!_issued.TryGetValue(id, out var sample))
            {
                _complaints.Add($"{reader}: {id} was never issued");
                return;
            }

            if (!payload.SequenceEqual(sample.Payload))
            {
                _complaints.Add($"{reader}: the payload of {id} changed");
            }

            if (time != sample.Time)
            {
                _complaints.Add($"{reader}: the time of {id} changed from {sample.Time:O} to {time:O}");
            }

            Account(reader).Take(sample, _complaints);
        }
    }

    /// <summary>Whether a reader was given the sample.</summary>
    public bool Has(string reader, string id)
    {
        lock (_gate)
        {
            return Account(reader).Has(id);
        }
    }

    /// <summary>When the sample was measured, as it was handed in.</summary>
    public DateTimeOffset TimeOf(string id)
    {
        lock (_gate)
        {
            return _issued[id].Time;
        }
    }

    /// <summary>Something the scenario itself found to be wrong.</summary>
    public void Complain(string what)
    {
        lock (_gate)
        {
            _complaints.Add(what);
        }
    }

    /// <summary>After the faults a new event went all the way. A scenario that never says so is complained of.</summary>
    public void FreshEventPassed()
    {
        lock (_gate)
        {
            _freshPassed = true;
        }
    }

    /// <param name="faults">Kind of strike and how often it struck.</param>
    /// <param name="seen">What a person saw.</param>
    public Judgement Judge(IReadOnlyDictionary<string, int> faults, string seen = "")
    {
        lock (_gate)
        {
            var missing = _owed.Where(id => !_told.Contains(id))
                .SelectMany(id => _readers.Values.Where(reader => !reader.Has(id)).Select(reader => (Id: id, Reader: reader.Name)))
                .OrderBy(gap => _issued[gap.Id].Place).ToImmutableArray();
            var short_ = missing.Select(gap => gap.Id).ToHashSet(StringComparer.Ordinal);
            return new Judgement
            {
                Obligations = _owed.Count,
                Delivered = _owed.Count - short_.Count,
                Lost = Lines(missing.Select(gap => $"{gap.Reader}: {gap.Id} was acknowledged and never delivered")),
                Doubled = Lines(_readers.Values.SelectMany(reader => reader.Doubled)),
                Complaints = Lines([.. _complaints, .. General()]),
                Faults = faults,
                Seen = seen,
            };
        }
    }

    private IEnumerable<string> General()
    {
        if (_readers.Count == 0)
        {
            yield return "no reader was judged";
        }

        if (!_freshPassed)
        {
            yield return "after the faults no fresh event passed";
        }
    }

    private ReaderAccount Account(string reader)
    {
        if (!_readers.TryGetValue(reader, out var account))
        {
            account = _readers[reader] = new ReaderAccount(reader, mayRepeat: false);
        }

        return account;
    }

    private static List<string> Lines(IEnumerable<string> lines)
    {
        var all = lines.ToList();
        return all.Count <= MostLines ? all : [.. all.Take(MostLines), $"and {all.Count - MostLines} more"];
    }
}
