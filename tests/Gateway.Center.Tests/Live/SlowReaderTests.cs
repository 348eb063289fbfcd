using Gateway.Center.Access;
using Gateway.Center.Ledger;
using Gateway.Center.Live;
using Gateway.Center.Tests.Support;
using Gateway.Center.Tests.Warnings;
using Gateway.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Live;

/// <summary>Pages that stop reading their socket, over real sockets and by the real clock.</summary>
public sealed class SlowReaderTests
{
    private const int Stopped = 5;
    private const int SlowAfterS = 5;
    private static readonly string s_long = new('x', 20_000);

    [Fact]
    public async Task Pages_that_read_nothing_are_dropped_and_hold_up_nobody()
    {
        await using var center = await CenterUnderTest.StartAsync(
            options => options with { Live = new LiveOptions { SlowAfterS = SlowAfterS, PushIntervalMs = 10 } }, time: TimeProvider.System);
        var clients = center.Services.GetRequiredService<LiveClients>();
        await using var page = await LiveSocket.ConnectAsync(center.Address, User("reader"));
        var readers = new List<StoppedReader>();
        for (var i = 0; i < Stopped; i++)
        {
            readers.Add(await StoppedReader.ConnectedAsync(center.Address, User($"stopped-{i}")));
        }

        await Eventually.TrueAsync(() => clients.Count == Stopped + 1);

        // What is offered to each is far more than any buffer between us and them holds; what a mailbox keeps is bounded.
        var end = TimeProvider.System.GetUtcNow().AddSeconds(90);
        for (var round = 0; clients.Dropped < Stopped; round++)
        {
            TimeProvider.System.GetUtcNow().ShouldBeLessThan(end, "the pages that read nothing are dropped");
            Offer(clients, round);
            await FactAsync(center, $"round-{round}");
            await Eventually.TrueAsync(() => page.Changes("test.fact").Exists(change => change.GetProperty("subject").GetString() == $"round-{round}"), seconds: 30);
        }

        await Eventually.TrueAsync(() => clients.Count == 1, seconds: 20);
        page.IsClosed.ShouldBeFalse();
        clients.Dropped.ShouldBe(Stopped);
        readers.ForEach(reader => reader.Dispose());
    }

    private static void Offer(LiveClients clients, int round)
    {
        foreach (var client in clients.All.Where(client => client.User.Account.StartsWith("stopped", StringComparison.Ordinal)))
        {
            for (var i = 0; i < 20; i++)
            {
                client.Put(mailbox => mailbox.Put(new LiveChange(1, "test.large", $"{round}-{i}-{s_long}", null, null, false, null)));
            }
        }
    }

    private static Task FactAsync(CenterUnderTest center, string subject) =>
        center.Store.WriteAsync(work => Task.FromResult(work.Record(new LedgerFact("test.fact", subject), new { })), Board.None);

    private static CurrentUser User(string account) => new(account, null, CenterRole.DutyOfficer, "/", null);
}
