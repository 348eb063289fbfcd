using Gateway.Core.Warnings;
using Gateway.Pipeline.Ports;

namespace Gateway.Notifications.Sounder;

/// <summary>
/// Sounds while any point stands at or above a tier. Silence stops the sound until something rises again (silencing is not
/// acknowledging). Thread-safe.
/// </summary>
public sealed class SounderWarningChannel(SounderOptions options, IOutputWriter output) : IWarningChannel, IDisposable
{
    private readonly WarningTier _least = TierFilter.Parse(options.Tier) ?? WarningTier.Orange;
    private readonly Dictionary<string, (WarningTier Tier, long EventTime)> _points = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private bool _silenced;
    private bool _called;
    private bool? _confirmed;

    public string Name => options.Name;

    public WarningPath Path => WarningPath.Live;

    /// <summary>What the device last confirmed; null = unknown.</summary>
    public bool? IsOn => _confirmed;

    public async ValueTask<NotifyOutcome> SendAsync(WarningEvent warning, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            // The same warning may come once more from the log, after newer ones.
            if (!_points.TryGetValue(warning.Point.Id, out var known) || warning.EventTime >= known.EventTime)
            {
                var before = known.Tier;
                _points[warning.Point.Id] = (warning.To, warning.EventTime);
                _silenced &= !(warning.To >= _least && warning.To > before);
            }

            return await ApplyAsync(cancellation) ? NotifyOutcome.Delivered : NotifyOutcome.Retry;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>A person stops the sound; the warnings stand. True when the device confirmed.</summary>
    public async ValueTask<bool> SilenceAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            (_silenced, _called) = (true, false);
            return await ApplyAsync(cancellation);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// The warning center calls the people of the site, or ends that call. Ending it never stops a sound for a warning of the site's own; silencing at the
    /// site ends the call too. True when the device confirmed.
    /// </summary>
    public async ValueTask<bool> CallAsync(bool on, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            _called = on;
            return await ApplyAsync(cancellation);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async ValueTask<bool> ApplyAsync(CancellationToken cancellation)
    {
        var wanted = _called || (!_silenced && _points.Values.Any(p => p.Tier >= _least));
        if (_confirmed == wanted)
        {
            return true;
        }

        // Unknown until the device says so: a lost answer must not leave it silent in our belief that it sounds.
        _confirmed = null;
        if (!await TryWriteAsync(wanted, cancellation))
        {
            return false;
        }

        _confirmed = wanted;
        return true;
    }

    private async ValueTask<bool> TryWriteAsync(bool on, CancellationToken cancellation)
    {
        try
        {
            return await output.WriteAsync(options.Output, on, cancellation);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // The writer logs its own trouble; for us the device has not confirmed.
            return false;
        }
    }
}
