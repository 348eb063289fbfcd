using System.Security.Cryptography;
using Gateway.Contracts.V1;
using Gateway.Contracts.V1.Link;
using Gateway.Edge.Uplink;
using Gateway.Edge.Uplink.Options;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Edge.Tests.Uplink;

/// <summary>Who has the broker but not the center's key cannot make a gateway believe that the county heard what it never heard.</summary>
public sealed class SignedReceiptTests : IAsyncDisposable
{
    private readonly ECDsa _center = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _records = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly LinkBench _bench;
    private readonly UplinkService _service;
    private readonly Task _running;

    public SignedReceiptTests()
    {
        File.WriteAllText(Key, _center.ExportSubjectPublicKeyInfoPem());
        _bench = new LinkBench(new UplinkOptions { County = "c1", OfferKeyFile = Key });
        _bench.Center.IsOnline = false;
        var table = new TableMessage { Hash = "h", SiteName = new WarningText("站", "site"), Scenarios = [], Zones = [], Points = [], RulePacks = [] };
        _service = new UplinkService(
            _bench.Options, new UplinkSite("s1", _bench.Folder, _bench.Log, () => table, (name, _) => _records.Add(name)), _bench.Center, _ => null!, _bench.Time, NullLogger.Instance);
        _running = _service.RunAsync(_stop.Token);
        for (var entry = 0; entry < 10; entry++)
        {
            _bench.Write();
        }
    }

    private string Key => _folder.File("center.pub");

    /// <summary>Names of what is done to a good receipt.</summary>
    public static TheoryData<string> Forgeries => [.. s_forgeries.Keys];

    private static readonly Dictionary<string, Func<ReceiptMessage, ReceiptMessage>> s_forgeries = new(StringComparer.Ordinal)
    {
        ["unsigned"] = receipt => receipt with { Signature = null },
        ["noBase64"] = receipt => receipt with { Signature = "?" },
        ["noSignature"] = receipt => receipt with { Signature = Convert.ToBase64String(new byte[64]) },
        ["otherLog"] = receipt => receipt with { Epoch = receipt.Epoch + "1" },
        ["moreEvents"] = receipt => receipt with { Events = receipt.Events + 1 },
        ["moreReadings"] = receipt => receipt with { Readings = receipt.Readings + 1 },
        ["otherChain"] = receipt => receipt with { EventsChain = new string('b', 64) },
        ["otherRunOfEvents"] = receipt => receipt with { EventsRun = new("r", 2) },
        ["otherRunOfReadings"] = receipt => receipt with { ReadingsRun = null },
        ["runsExchanged"] = receipt => receipt with { EventsRun = receipt.ReadingsRun, ReadingsRun = receipt.EventsRun },
        ["moreAhead"] = receipt => receipt with { Ahead = [.. receipt.Ahead, new(8, 9)] },
        ["fartherAhead"] = receipt => receipt with { Ahead = [new(3, 7)] },
        ["otherLedger"] = receipt => receipt with { LedgerSequence = 2 },
        ["otherLedgerHash"] = receipt => receipt with { LedgerHash = new string('c', 64) },
    };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Eventually.TrueAsync(() =>
        {
            _bench.Time.Advance(TimeSpan.FromSeconds(1));
            return _running.IsCompleted;
        });
        await _service.DisposeAsync();
        await _bench.DisposeAsync();
        _center.Dispose();
        _stop.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public void A_signature_covers_all_of_a_receipt(string forgery)
    {
        var good = Signed(new ReceiptMessage
        {
            Epoch = "e", Events = 1, Readings = 2, EventsChain = new string('a', 64), EventsRun = new("r", 1), ReadingsRun = new("q", 2), Ahead = [new(3, 5)], LedgerSequence = 1, LedgerHash = new string('d', 64),
        });

        ReceiptSignature.IsGood(_center, "c1", "s1", "edge-1", good).ShouldBeTrue();
        ReceiptSignature.IsGood(_center, "c1", "s1", "edge-1", s_forgeries[forgery](good)).ShouldBeFalse();
        ReceiptSignature.IsGood(_center, "c1", "s1", "edge-2", good).ShouldBeFalse();
        ReceiptSignature.IsGood(_center, "c1", "s2", "edge-1", good).ShouldBeFalse();
        ReceiptSignature.IsGood(_center, "c2", "s1", "edge-1", good).ShouldBeFalse();
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        ReceiptSignature.IsGood(stranger, "c1", "s1", "edge-1", good).ShouldBeFalse();
    }

    [Fact]
    public async Task A_broker_that_was_taken_over_confirms_nothing_and_people_are_told_once()
    {
        var head = _bench.Log.LastSequence;
        var epoch = _bench.Log.Epoch;
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        for (var i = 0; i < 100; i++)
        {
            Hears(Receipt(head));
            Hears(Signed(Receipt(head), stranger));
            Hears(Signed(Receipt(1)) with { Readings = head });
            Hears(Signed(Receipt(head + 1_000), stranger));
        }

        await Eventually.TrueAsync(() => _service.Figures.Trouble is null || _records.Count > 0);
        Hears(Signed(Receipt(0)));
        await Eventually.TrueAsync(() => _service.Figures.LastReceipt is not null);

        _service.Figures.ReadingsReceipted.ShouldBe(0);
        _bench.Log.GetCursor(UplinkService.ReadingsReader).ShouldBe(0);
        _bench.Log.Epoch.ShouldBe(epoch, "a forged number beyond the head does not make it a log of another name");
        _records.Count(name => name == "receiptNotSigned").ShouldBeInRange(1, 20);

        Hears(Signed(Receipt(head)));
        await Eventually.TrueAsync(() => _service.Figures.ReadingsReceipted == head);
    }

    [Fact]
    public async Task A_receipt_that_is_played_again_does_not_make_the_center_seem_to_be_there()
    {
        var old = Signed(Receipt(1));
        Hears(old);
        await Eventually.TrueAsync(() => _service.Figures.ReadingsReceipted == 1);

        // Receipts are taken one after the other: once the one behind it is refused, the first is done with, and when it came is noted too.
        Hears(Receipt(1));
        await Eventually.TrueAsync(() => _records.Contains("receiptNotSigned"));
        var since = _bench.Time.GetUtcNow();
        for (var minute = 0; minute < 6; minute++)
        {
            _bench.Time.Advance(TimeSpan.FromMinutes(1));
            var heard = _bench.Time.GetUtcNow();
            Hears(old);
            await Eventually.TrueAsync(() => _service.Figures.LastReceipt == heard);
        }

        _service.SilentSince.ShouldBe(since);
        Hears(Signed(Receipt(1) with { LedgerSequence = 7, LedgerHash = new string('a', 64) }));
        await Eventually.TrueAsync(() => _service.SilentSince is null);
    }

    [Fact]
    public async Task A_key_that_is_gone_confirms_nothing_and_the_next_one_counts_without_a_restart()
    {
        Hears(Signed(Receipt(1)));
        await Eventually.TrueAsync(() => _service.Figures.ReadingsReceipted == 1);
        File.Delete(Key);
        Hears(Signed(Receipt(2)));
        await Eventually.TrueAsync(() => _records.Contains("receiptNotSigned"));
        _service.Figures.ReadingsReceipted.ShouldBe(1);

        using var next = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(Key, next.ExportSubjectPublicKeyInfoPem());
        Hears(Signed(Receipt(_bench.Log.LastSequence), next));
        await Eventually.TrueAsync(() => _service.Figures.ReadingsReceipted == _bench.Log.LastSequence);
    }

    private void Hears(ReceiptMessage receipt) => _bench.Center.Hears(LinkTopics.Receipts, receipt);

    private ReceiptMessage Receipt(long readings) => new() { Epoch = _bench.Log.Epoch, Events = 0, Readings = readings, Ahead = [] };

    private ReceiptMessage Signed(ReceiptMessage receipt, ECDsa? key = null) => receipt with { Signature = ReceiptSignature.Sign(key ?? _center, "c1", "s1", "edge-1", receipt) };
}
