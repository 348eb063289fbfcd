using Gateway.Core.Measurements;

namespace Gateway.Center.Ingest.Watch;

/// <summary>Whether the center hears its broker, and since when. Thread-safe.</summary>
public sealed class LinkHealth(TimeProvider time)
{
    private readonly Lock _gate = new();
    private DateTimeOffset? _downSince = time.GetUtcNow();
    private DateTimeOffset? _upSince;
    private volatile Func<LocalizedText?> _trouble = () => null;

    /// <summary>Null while the link is down.</summary>
    public DateTimeOffset? UpSince
    {
        get
        {
            lock (_gate)
            {
                return _upSince;
            }
        }
    }

    /// <summary>Null while the link is up.</summary>
    public DateTimeOffset? DownSince
    {
        get
        {
            lock (_gate)
            {
                return _downSince;
            }
        }
    }

    /// <summary>Why the broker cannot be reached; null while it can, and before the first attempt.</summary>
    public LocalizedText? Trouble => _trouble();

    /// <summary>Where <see cref="Trouble"/> is asked.</summary>
    internal void Ask(Func<LocalizedText?> trouble) => _trouble = trouble;

    internal void Set(bool up)
    {
        lock (_gate)
        {
            if (up == _upSince is not null)
            {
                return;
            }

            var now = time.GetUtcNow();
            _upSince = up ? now : null;
            _downSince = up ? null : now;
        }
    }
}
