using Gateway.Center.Composition.Metrics;
using Gateway.Center.Ledger;
using Gateway.Center.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Gateway.Center.Data;

/// <summary>
/// The only way to the database. Reads run side by side; changes take turns, each one transaction together with its ledger entries, so that nothing
/// happens that is not in the ledger. Thread-safe.
/// </summary>
public sealed class CenterStore(CenterDbFactory factory, CenterChanges changes, TimeProvider time, CenterMeter? meter = null) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private LedgerHead? _head;

    /// <summary>Runs a query on a context of its own that tracks nothing.</summary>
    public async Task<T> ReadAsync<T>(Func<CenterDb, Task<T>> query, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return await ReadOnceAsync(query);
        }
        catch (Exception error) when (DatabaseTrouble.IsAway(error))
        {
            // Connections kept from before the server was stopped are dead; a new one tells whether the server is.
            NpgsqlConnection.ClearAllPools();
            return await ReadOnceAsync(query);
        }
    }

    /// <summary>
    /// Makes a change: all of it is committed and synced, or nothing. What it recorded is told to <see cref="CenterChanges"/> after the commit. Must not
    /// be called from inside another change.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<CenterWork, Task<T>> change, CancellationToken cancellation)
    {
        var asked = time.GetTimestamp();
        await _turn.WaitAsync(cancellation);
        var began = time.GetTimestamp();
        try
        {
            await using var db = factory.Create();
            await using var transaction = await BeginAsync(db, cancellation);
            var head = _head ?? await LedgerHead.ReadAsync(db, cancellation);
            var work = new CenterWork(db, time.GetUtcNow(), head);
            var result = await change(work);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(CancellationToken.None);
            meter?.Wrote(time.GetElapsedTime(asked, began), time.GetElapsedTime(began));
            _head = work.Head;
            changes.Publish(work.Entries);
            return result;
        }
        catch
        {
            // Whether the commit arrived is not known: the next one asks the database.
            _head = null;
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<CenterWork, Task> change, CancellationToken cancellation) =>
        WriteAsync(
            async work =>
            {
                await change(work);
                return 0;
            },
            cancellation);

    public void Dispose() => _turn.Dispose();

    private async Task<T> ReadOnceAsync<T>(Func<CenterDb, Task<T>> query)
    {
        await using var db = factory.Create();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await query(db);
    }

    /// <summary>
    /// Begins on a connection that is alive. PostgreSQL's client sends nothing before the first statement, so that a connection that died with the server
    /// would fail inside the change, where it is too late to take another.
    /// </summary>
    private static async Task<IDbContextTransaction> BeginAsync(CenterDb db, CancellationToken cancellation)
    {
        if (!db.Database.IsNpgsql())
        {
            return await db.Database.BeginTransactionAsync(cancellation);
        }

        try
        {
            return await BeginAliveAsync(db, cancellation);
        }
        catch (Exception error) when (DatabaseTrouble.IsAway(error))
        {
            NpgsqlConnection.ClearAllPools();
            return await BeginAliveAsync(db, cancellation);
        }
    }

    private static async Task<IDbContextTransaction> BeginAliveAsync(CenterDb db, CancellationToken cancellation)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancellation);
        try
        {
            await db.Database.ExecuteSqlRawAsync("SELECT 1", cancellation);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            await db.Database.CloseConnectionAsync();
            throw;
        }
    }
}
