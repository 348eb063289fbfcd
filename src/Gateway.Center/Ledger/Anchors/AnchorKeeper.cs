using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Duties;

namespace Gateway.Center.Ledger.Anchors;

/// <summary>
/// Notes the head of the ledger outside of the database every day, and has it brought to whoever is configured to keep it: who cuts the ledger short must
/// also reach those. Gateways keep the head with every receipt.
/// </summary>
public sealed class AnchorKeeper(CenterStore store, AnchorFile file, AnchorPost post, CenterOptions options, TimeProvider time) : ICenterDuty, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public string Name => "ledger-anchor";

    public TimeSpan Period => TimeSpan.FromMinutes(1);

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (Last() is not { Time: { } last } || now - last >= options.Exchange.Anchors.Every || last > now)
        {
            await AnchorAsync(cancellation);
        }

        await post.DeliverAsync(cancellation);
    }

    /// <summary>
    /// Anchors what stands now; it is sent at the next beat, so that no caller waits for a target. Nothing new is written when the head has an anchor already.
    /// </summary>
    /// <returns>The anchor of the head; null when the ledger is empty.</returns>
    public async Task<LedgerAnchor?> AnchorAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var head = await store.ReadAsync(db => LedgerHead.ReadAsync(db, cancellation), cancellation);
            var last = Last();
            if (head.Sequence == 0 || last?.Sequence == head.Sequence)
            {
                return head.Sequence == 0 ? null : last;
            }

            var anchor = new LedgerAnchor(head.Sequence, Convert.ToHexStringLower(head.Hash), time.GetUtcNow(), AnchorFile.Name);
            file.Append(anchor);
            return anchor;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private LedgerAnchor? Last() => file.Read() is [.., var last] ? last : null;
}
