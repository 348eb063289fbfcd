using Gateway.Center.Ledger;
using Gateway.Center.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Tests.Ledger;

public sealed class CenterStoreTests
{
    [Fact]
    public async Task A_change_that_fails_leaves_no_trace_and_the_chain_goes_on()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await center.Store.WriteAsync(work => Task.FromResult(work.Record(new LedgerFact("test.first", "a"), new { })), CancellationToken.None);
        await Should.ThrowAsync<InvalidOperationException>(() => center.Store.WriteAsync(
            work =>
            {
                work.Record(new LedgerFact("test.lost", "b"), new { });
                return Task.FromException(new InvalidOperationException());
            },
            CancellationToken.None));
        await center.Store.WriteAsync(work => Task.FromResult(work.Record(new LedgerFact("test.second", "c"), new { })), CancellationToken.None);

        var entries = await center.Store.ReadAsync(db => db.Set<LedgerEntry>().Where(e => e.Kind.StartsWith("test.")).OrderBy(e => e.Sequence).ToListAsync(), CancellationToken.None);

        entries.Select(e => e.Kind).ShouldBe(["test.first", "test.second"]);
        entries.ShouldAllBe(e => e.Hash.SequenceEqual(LedgerChain.HashOf(e)));
        entries[1].PreviousHash.ShouldBe(entries[0].Hash);
    }

    [Fact]
    public async Task What_a_change_has_flushed_goes_with_it_when_it_fails_later()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await Should.ThrowAsync<InvalidOperationException>(() => center.Store.WriteAsync(
            async work =>
            {
                work.Record(new LedgerFact("test.flushed", "a"), new { });
                await work.FlushAsync();
                throw new InvalidOperationException();
            },
            CancellationToken.None));
        await center.Store.WriteAsync(
            async work =>
            {
                work.Record(new LedgerFact("test.first", "b"), new { });
                await work.FlushAsync();
                work.Record(new LedgerFact("test.second", "c"), new { });
            },
            CancellationToken.None);

        var entries = await center.Store.ReadAsync(db => db.Set<LedgerEntry>().Where(e => e.Kind.StartsWith("test.")).OrderBy(e => e.Sequence).ToListAsync(), CancellationToken.None);

        entries.Select(e => e.Kind).ShouldBe(["test.first", "test.second"]);
        entries[1].PreviousHash.ShouldBe(entries[0].Hash);
    }
}
