namespace Gateway.Center.Ingest.Link;

/// <summary>Why a message of the link was set aside.</summary>
public enum LinkTroubleKind
{
    /// <summary>No topic of the link, or of another county.</summary>
    Topic = 1,

    /// <summary>The payload is no whole message, or says what cannot be.</summary>
    Payload = 2,

    /// <summary>Larger than allowed.</summary>
    Oversize = 3,

    /// <summary>More gateways, points, logs or holes than allowed.</summary>
    Limit = 4,

    /// <summary>Taking it in failed in a way nobody foresaw: an error of this program.</summary>
    Unexpected = 5,

    /// <summary>Of a gateway's log that does not continue what is here under its name: a copy was put back, or the message is of a former run.</summary>
    Fork = 6,
}

/// <summary>A message of the link that was not taken: counted, named, acknowledged.</summary>
/// <param name="Topic">At most 200 characters.</param>
/// <param name="Length">Of the payload, bytes.</param>
public sealed record LinkTrouble(DateTimeOffset Time, LinkTroubleKind Kind, string Topic, string Reason, int Length);

/// <summary>The newest troubles, at most 100, and their number. Thread-safe.</summary>
public sealed partial class LinkTroubles(TimeProvider time, ILogger<LinkTroubles> logger)
{
    private const int Most = 100;
    private const int MostText = 200;
    private readonly Lock _gate = new();
    private readonly Queue<LinkTrouble> _newest = new();
    private readonly Dictionary<LinkTroubleKind, long> _counts = [];
    private readonly ILogger _logger = logger;
    private DateTimeOffset _nextLog;

    public IReadOnlyList<LinkTrouble> Newest
    {
        get
        {
            lock (_gate)
            {
                return [.. _newest];
            }
        }
    }

    public long Count(LinkTroubleKind kind)
    {
        lock (_gate)
        {
            return _counts.GetValueOrDefault(kind);
        }
    }

    internal void Add(LinkTroubleKind kind, string topic, string reason, int length)
    {
        var now = time.GetUtcNow();
        var log = false;
        lock (_gate)
        {
            _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
            _newest.Enqueue(new LinkTrouble(now, kind, Short(topic), Short(reason), length));
            if (_newest.Count > Most)
            {
                _newest.Dequeue();
            }

            if (now >= _nextLog)
            {
                (log, _nextLog) = (true, now.AddMinutes(1));
            }
        }

        if (log)
        {
            LogSetAside(kind, Short(topic), Short(reason), length);
        }
    }

    private static string Short(string text) => text.Length <= MostText ? text : text[..MostText];

    [LoggerMessage(8200, LogLevel.Warning, "A message of the link was set aside ({Kind}): topic {Topic}, {Length} bytes: {Reason}. More of it within a minute is counted only.")]
    private partial void LogSetAside(LinkTroubleKind kind, string topic, string reason, int length);
}
