using Gateway.Contracts.V1.Link;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log;

namespace Gateway.Edge.Uplink.Lanes;

/// <summary>
/// Sends what happened one by one, in the order of the log, each with the hash over all before it. What the center does not confirm is sent again from
/// there on. <see cref="StepAsync"/> by one task; the rest from any thread.
/// </summary>
internal sealed class EventLane(LinkContext link)
{
    public const string Reader = "uplink.events";

    private const int MaxBytes = 128 * 1024;
    private const int LongestFactor = 8;

    private readonly Lock _gate = new();
    private readonly List<SentEvent> _window = [];
    private readonly Queue<SequenceRange> _asked = new();
    private ChainLink? _position;
    private long _receipted = link.Log.GetCursor(Reader);
    private int _factor = 1;
    private int _restarts;

    /// <summary>Told of events the center asks for and the log no longer has; before the first step.</summary>
    public Action<GapRecord>? Lost { get; set; }

    public long Receipted => Volatile.Read(ref _receipted);

    public int Unreceipted
    {
        get
        {
            lock (_gate)
            {
                return _window.Count;
            }
        }
    }

    /// <summary>Sends what is new, late or asked for, as far as the window and the broker take it.</summary>
    /// <exception cref="DurableLogException">The log cannot be read now.</exception>
    public async Task StepAsync(CancellationToken stopping)
    {
        if (!link.Client.IsOnline)
        {
            return;
        }

        await ExpireAsync(stopping);
        while (await SendSomeAsync(stopping))
        {
            // More may wait than one read gives.
        }

        await ServeAsync(stopping);
    }

    /// <summary>The center has committed everything up to here.</summary>
    public void Receipt(long upTo)
    {
        lock (_gate)
        {
            if (upTo <= _receipted)
            {
                return;
            }

            _window.RemoveAll(sent => sent.Message.Sequence <= upTo);
            if (_position is { } position && position.Sequence < upTo)
            {
                _position = null;
            }

            (_receipted, _factor) = (upTo, 1);
        }

        link.Log.SetCursor(Reader, upTo);
    }

    /// <summary>False when the log has another event at a sequence than the center has there, or none though it reaches back that far.</summary>
    /// <param name="chain">Hash of that event; empty when the center has none to tell.</param>
    public bool Has(long sequence, string chain)
    {
        if (chain.Length == 0 || sequence < link.Log.FirstSequence)
        {
            return true;
        }

        var at = PositionAt(sequence);
        return at.Sequence == sequence && at.Hash == chain;
    }

    /// <summary>The center asks for a stretch again; at most 100 wait.</summary>
    public void Ask(SequenceRange range)
    {
        lock (_gate)
        {
            if (_asked.Count < 100)
            {
                _asked.Enqueue(range);
            }
        }
    }

    /// <summary>Begins anew under another epoch. Nothing is sent in between: an event in the middle would come first under the new name.</summary>
    /// <param name="renew">Gives the log its new name.</param>
    public void Restart(Action renew)
    {
        lock (_gate)
        {
            renew();
            _restarts++;
            _window.Clear();
            _asked.Clear();
            (_position, _receipted) = (null, 0);
        }

        link.Log.SetCursor(Reader, 0);
    }

    private async Task<bool> SendSomeAsync(CancellationToken stopping)
    {
        var (position, room, restarts, log) = Begin();
        if (room <= 0 || link.Log.EventsAfter(position.Sequence, MaxBytes) is not { Count: > 0 } entries)
        {
            return false;
        }

        var sent = Chained(position, entries.Take(room), log);
        lock (_gate)
        {
            if (restarts != _restarts)
            {
                return true;
            }

            // A receipt may come before the broker's own answer.
            _window.AddRange(sent);
            _position = sent[^1].Link;
        }

        var answers = sent.Select(item => link.SendAsync(item.Message, stopping).AsTask()).ToList();
        link.Log.KeepChain([.. sent.Select(item => item.Link)]);
        var taken = (await Task.WhenAll(answers)).TakeWhile(answer => answer).Count();
        if (taken < sent.Count)
        {
            Rewind(sent[taken].Message.Sequence);
        }

        return taken == sent.Count;
    }

    private Beginning Begin()
    {
        while (true)
        {
            long from;
            int restarts;
            lock (_gate)
            {
                if (_position is { } known)
                {
                    return new Beginning(known, link.Options.MostUnreceipted - _window.Count, _restarts, link.Identity);
                }

                (from, restarts) = (_receipted, _restarts);
            }

            var found = PositionAt(from);
            lock (_gate)
            {
                _position = restarts == _restarts ? _position ?? found : _position;
            }
        }
    }

    /// <summary>The chain at a place of the log: from what is kept, and computed on where less is kept.</summary>
    private ChainLink PositionAt(long sequence)
    {
        var at = link.Log.FindChain(sequence) ?? new ChainLink(0, 0, EventChain.Genesis);
        while (at.Sequence < sequence)
        {
            var entries = link.Log.EventsAfter(at.Sequence, MaxBytes).TakeWhile(entry => entry.Sequence <= sequence).ToList();
            if (entries.Count == 0)
            {
                break;
            }

            var links = Chained(at, entries, link.Identity).Select(item => item.Link).ToList();
            link.Log.KeepChain(links);
            at = links[^1];
        }

        return at;
    }

    private List<SentEvent> Chained(ChainLink before, IEnumerable<LogEntry> entries, (string Epoch, IReadOnlyList<LinkRun> Runs) log)
    {
        var now = link.Now;
        var sent = new List<SentEvent>();
        foreach (var entry in entries)
        {
            var (kind, body) = EventBodies.Of(entry, link.Site);
            var time = new DateTimeOffset(entry.Time, TimeSpan.Zero);
            var hash = EventChain.Next(before.Hash, entry.Sequence, time, kind, body);
            var message = new EventMessage
            {
                Epoch = log.Epoch, Runs = log.Runs, After = before.Sequence, Sequence = entry.Sequence, Time = time, SentAt = now, Kind = kind, Chain = hash, Body = body,
            };
            before = new ChainLink(entry.Sequence, before.Sequence, hash);
            sent.Add(new SentEvent(message, before, now.UtcTicks));
        }

        return sent;
    }

    private async Task ExpireAsync(CancellationToken stopping)
    {
        SentEvent probe;
        lock (_gate)
        {
            var now = link.Now.UtcTicks;
            if (_window.Count == 0 || now - _window[0].SentAt < link.Options.ReceiptTimeout.Ticks * _factor)
            {
                return;
            }

            _factor = Math.Min(_factor * 2, LongestFactor);
            if (link.LastReceipt > _window[0].SentAt)
            {
                RewindHeld(_window[0].Message.Sequence);
                return;
            }

            // Nothing at all is heard of the center: one message is enough to ask, more would only fill the broker.
            probe = _window[0] = _window[0] with { SentAt = now, Message = _window[0].Message with { SentAt = link.Now } };
        }

        await link.SendAsync(probe.Message, stopping);
    }

    private async Task ServeAsync(CancellationToken stopping)
    {
        // Taken before what is asked for: a stretch of the former name is not sent under the new one.
        for (var log = link.Identity; TakeAsked() is { } range; log = link.Identity)
        {
            var at = PositionAt(range.After);
            var asked = Chained(at, link.Log.EventsAfter(at.Sequence, MaxBytes).TakeWhile(entry => entry.Sequence <= range.UpTo).Take(link.Options.MostUnreceipted), log);
            foreach (var item in asked)
            {
                await link.SendAsync(item.Message, stopping);
            }

            if (asked.Count == 0)
            {
                Lost?.Invoke(Missing(range));
            }
        }
    }

    private GapRecord Missing(SequenceRange range) => new()
    {
        Reason = GapReason.Age, FromTime = link.Now.UtcTicks, ToTime = link.Now.UtcTicks, Readings = 0, Entries = GapRecord.Unknown,
        FromSequence = range.After + 1, ToSequence = range.UpTo, Readers = [Reader],
    };

    private SequenceRange? TakeAsked()
    {
        lock (_gate)
        {
            return _asked.TryDequeue(out var range) ? range : null;
        }
    }

    private void Rewind(long from)
    {
        lock (_gate)
        {
            RewindHeld(from);
        }
    }

    private void RewindHeld(long from)
    {
        _window.RemoveAll(item => item.Message.Sequence >= from);
        _position = _window.Count > 0 ? _window[^1].Link : null;
    }

    /// <param name="Restarts">How often the lane had begun anew by then.</param>
    /// <param name="Log">Name and runs of the log that the position is of.</param>
    private readonly record struct Beginning(ChainLink Position, int Room, int Restarts, (string Epoch, IReadOnlyList<LinkRun> Runs) Log);

    private sealed record SentEvent(EventMessage Message, ChainLink Link, long SentAt);
}
