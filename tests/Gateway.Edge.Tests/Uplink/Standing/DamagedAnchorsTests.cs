using System.Text;
using Gateway.Contracts.V1.Link;
using Gateway.Edge.Commands.Log.Checking;
using Gateway.Edge.Uplink.Standing;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;

namespace Gateway.Edge.Tests.Uplink.Standing;

/// <summary><c>center-ledger.jsonl</c> damaged at every place: the link goes on, what the center says next is kept whole, and the check of the log ends.</summary>
public sealed class DamagedAnchorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Whatever_is_damaged_nothing_is_thrown_and_the_next_line_stands_whole()
    {
        var file = _folder.File(AnchorFile.Name);
        var writer = new AnchorFile(_folder.Path, _time);
        foreach (var sequence in new[] { 7, 30, 512 })
        {
            _time.Advance(TimeSpan.FromMinutes(6));
            writer.Take(Receipt(sequence)).ShouldBeTrue();
        }

        var sound = File.ReadAllBytes(file);
        foreach (var (what, damaged) in Damages(sound))
        {
            File.WriteAllBytes(file, damaged);
            Should.NotThrow(() => AnchorCheck.Run(_folder.Path, new FaultList()), what);
            Should.NotThrow(() => new AnchorFile(_folder.Path, _time).Take(Receipt(100_000)), what);
            var lines = File.ReadAllLines(file);
            lines[^1].ShouldContain("100000", Case.Sensitive, what);
            System.Text.Json.JsonDocument.Parse(lines[^1]).RootElement.GetProperty("ledgerSequence").GetInt64().ShouldBe(100_000, what);
        }
    }

    [Fact]
    public void A_line_that_is_damaged_before_the_last_is_named_by_its_number()
    {
        var good = """{"ledgerSequence":1,"ledgerHash":"a"}""";
        foreach (var bad in new[] { "{", "[]", "7", "\0\0\0\0", """{"\ud800":1}""", """{"ledgerSequence":"x"}""" })
        {
            File.WriteAllText(_folder.File(AnchorFile.Name), $"{good}\n{bad}\n{good}\n");
            var faults = new FaultList();
            AnchorCheck.Run(_folder.Path, faults);
            faults.Items.ShouldContain(fault => fault.ToString().Contains("line 2", StringComparison.Ordinal), bad);
        }
    }

    private static IEnumerable<(string, byte[])> Damages(byte[] sound)
    {
        for (var at = 0; at < sound.Length; at++)
        {
            var flipped = (byte[])sound.Clone();
            flipped[at] ^= (byte)(1 << (at % 8));
            var zeroed = (byte[])sound.Clone();
            zeroed.AsSpan(at, Math.Min(16, zeroed.Length - at)).Clear();
            yield return ($"bit at {at}", flipped);
            yield return ($"zeros at {at}", zeroed);
            yield return ($"cut at {at}", sound[..at]);
        }
    }

    private static ReceiptMessage Receipt(long sequence) => new() { Epoch = "e", Events = 0, Readings = 0, Ahead = [], LedgerSequence = sequence, LedgerHash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes($"{sequence}"))) };
}
