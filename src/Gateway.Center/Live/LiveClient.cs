using Gateway.Center.Access;
using Microsoft.AspNetCore.SignalR;

namespace Gateway.Center.Live;

/// <summary>
/// One connection with its mailbox and its own sender: a client that is slow holds up nobody, and is dropped when it takes longer than it may.
/// </summary>
internal sealed class LiveClient : IDisposable
{
    private readonly HubCallerContext _connection;
    private readonly IClientProxy _proxy;
    private readonly LiveOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly Mailbox _mailbox;
    private readonly CancellationTokenRegistration _ending;
    private readonly Action? _tooSlow;
    private volatile bool _dropped;
    private long _pushes;

    public LiveClient(HubCallerContext connection, IClientProxy proxy, CurrentUser user, LiveOptions options, TimeProvider time, ILogger logger, Action? tooSlow = null)
    {
        (_connection, _proxy, User, _options, _time, _logger, _tooSlow) = (connection, proxy, user, options, time, logger, tooSlow);
        _mailbox = new Mailbox(options.Pending);
        _ending = connection.ConnectionAborted.Register(Wake);
    }

    public string Id => _connection.ConnectionId;

    public CurrentUser User { get; }

    /// <summary>Site whose values the page shows; null = none.</summary>
    public string? WatchedSite { get; set; }

    /// <summary>How often something was sent at once.</summary>
    public long Pushes => Interlocked.Read(ref _pushes);

    public void Put(Action<Mailbox> mail)
    {
        mail(_mailbox);
        Wake();
    }

    /// <summary>Ends the connection; nothing that waits is sent any more.</summary>
    public void Drop()
    {
        _dropped = true;
        _connection.Abort();
    }

    /// <summary>Until the connection ends.</summary>
    public async Task RunAsync()
    {
        var ended = _connection.ConnectionAborted;
        try
        {
            while (!_dropped && !ended.IsCancellationRequested)
            {
                await _wake.WaitAsync(ended);
                var mail = _mailbox.Take();
                if (!_dropped && !mail.IsEmpty)
                {
                    await PushAsync(mail, ended);
                    await Task.Delay(TimeSpan.FromMilliseconds(_options.PushIntervalMs), _time, ended);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The connection ended, or the client was too slow.
        }
        catch (Exception error)
        {
            _logger.LogPushFailed(error, User.Account);
            Drop();
        }
    }

    public void Dispose()
    {
        _ending.Dispose();
        _wake.Dispose();
    }

    private async Task PushAsync(Mail mail, CancellationToken ended)
    {
        using var slow = new CancellationTokenSource(TimeSpan.FromSeconds(_options.SlowAfterS), _time);
        using var dropping = slow.Token.Register(() =>
        {
            _logger.LogSlow(User.Account, _options.SlowAfterS);
            _tooSlow?.Invoke();
            Drop();
        });
        Interlocked.Increment(ref _pushes);
        foreach (var change in mail.Changes)
        {
            await _proxy.SendAsync("change", change, ended);
        }

        if (mail.Values is { } values)
        {
            await _proxy.SendAsync("values", values, ended);
        }

        if (mail.Beat is { } beat)
        {
            await _proxy.SendAsync("beat", beat, ended);
        }
    }

    private void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (Exception error) when (error is SemaphoreFullException or ObjectDisposedException)
        {
            // It is awake already, or gone.
        }
    }
}

internal static partial class HubLog
{
    [LoggerMessage(8310, LogLevel.Warning, "A live connection of {Account} took longer than {Seconds} s to take a push and was dropped.")]
    public static partial void LogSlow(this ILogger logger, string account, int seconds);

    [LoggerMessage(8311, LogLevel.Warning, "A push to a live connection of {Account} failed; the connection is dropped.")]
    public static partial void LogPushFailed(this ILogger logger, Exception error, string account);

    [LoggerMessage(8312, LogLevel.Warning, "A live connection of {Account} was refused: {Count} are open already.")]
    public static partial void LogTooMany(this ILogger logger, string account, int count);

    [LoggerMessage(8313, LogLevel.Error, "Changes could not be read for the live connections; the clients are told to ask again.")]
    public static partial void LogFanoutFailed(this ILogger logger, Exception error);
}
