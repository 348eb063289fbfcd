using System.Collections.Concurrent;

namespace Gateway.Center.Ledger.Anchors;

/// <summary>
/// Brings every anchor to every target, oldest first, again and again until it has arrived: a target that was away for a week gets the seven it missed.
/// A target that is new gets the newest and all that follow. One that fails holds up no other. One caller at a time; <see cref="Waiting"/> from any thread.
/// </summary>
public sealed partial class AnchorPost(AnchorFile file, SentAnchors sent, AnchorTargets targets, TimeProvider time, ILogger<AnchorPost> logger)
{
    /// <summary>Most sent to one target in one go: the next beat goes on.</summary>
    private const int MostAtOnce = 20;

    private readonly ConcurrentDictionary<string, AnchorTrouble> _troubles = new(StringComparer.Ordinal);

    /// <summary>Targets that could not be reached at the last attempt.</summary>
    public IReadOnlyCollection<AnchorTrouble> Waiting => [.. _troubles.Values];

    public async Task DeliverAsync(CancellationToken cancellation)
    {
        if (targets.All.Count > 0 && file.Read() is { Count: > 0 } all)
        {
            await Task.WhenAll(targets.All.Select(target => DeliverAsync(target, DueFor(target, [.. all]), cancellation)));
        }
    }

    private IReadOnlyList<LedgerAnchor> DueFor(string target, List<LedgerAnchor> all)
    {
        if (sent.UpTo(target) is not { } upTo)
        {
            // Noted before the first attempt: what is made while a new target is away waits for it too.
            upTo = all.Count > 1 ? all[^2].Sequence : 0;
            sent.Note(target, upTo);
        }

        // By place and not by number: should the ledger have been cut short, the anchors after that are lower and must go out all the same.
        var last = all.FindLastIndex(anchor => anchor.Sequence == upTo);
        return last >= 0 || upTo == 0 ? [.. all.Skip(last + 1).Take(MostAtOnce)] : [all[^1]];
    }

    private async Task DeliverAsync(string target, IReadOnlyList<LedgerAnchor> due, CancellationToken cancellation)
    {
        foreach (var anchor in due)
        {
            if (await targets.SendAsync(target, anchor, cancellation) is { } trouble)
            {
                Failed(target, trouble);
                return;
            }

            sent.Note(target, anchor.Sequence);
            if (_troubles.TryRemove(target, out _))
            {
                LogArrives(NameOf(target), anchor.Sequence);
            }
        }
    }

    // Tried every minute: said once for each reason.
    private void Failed(string target, string trouble)
    {
        var known = _troubles.GetValueOrDefault(target);
        _troubles[target] = new AnchorTrouble(NameOf(target), trouble, known?.Since ?? time.GetUtcNow());
        if (known?.Trouble != trouble)
        {
            LogNotSent(NameOf(target), trouble);
        }
    }

    // The rest of an address may be a secret.
    private static string NameOf(string target) => Uri.TryCreate(target, UriKind.Absolute, out var url) && url.Host.Length > 0 ? url.Authority : target;

    [LoggerMessage(8800, LogLevel.Warning, "The anchor of the ledger could not be sent to {Target}: {Trouble}. It stands in the data folder and is tried again every minute.")]
    private partial void LogNotSent(string target, string trouble);

    [LoggerMessage(8801, LogLevel.Information, "Anchors of the ledger arrive at {Target} again, up to {Sequence}.")]
    private partial void LogArrives(string target, long sequence);
}

/// <summary>An anchor that waits.</summary>
/// <param name="Target">Host or mail address.</param>
/// <param name="Since">First failed attempt.</param>
public sealed record AnchorTrouble(string Target, string Trouble, DateTimeOffset Since);
