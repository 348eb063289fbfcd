using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Center.Ledger;
using Gateway.Center.Ledger.Anchors;
using Gateway.Center.Ledger.Verification;

namespace Gateway.Center.Tests.Evidence;

public sealed class LedgerVerificationTests
{
    private const int Length = 40;
    private static readonly LedgerEntry[] s_ledger = Make(Length);
    private static readonly LedgerAnchor s_anchor = AnchorOf(s_ledger[^1]);

    [Fact]
    public async Task A_whole_ledger_is_good_up_to_its_anchor()
    {
        var verdict = await VerifyAsync(s_ledger, AnchorOf(s_ledger[9]), s_anchor);

        verdict.ShouldSatisfyAllConditions(v => v.Good.ShouldBeTrue(), v => v.Entries.ShouldBe(Length), v => v.Anchors.ShouldBe(2), v => v.LastAnchor.ShouldBe(Length));
    }

    [Fact]
    public void Whatever_field_of_whatever_entry_is_changed_that_entry_is_named()
    {
        Func<LedgerEntry, LedgerEntry>[] changes =
        [
            e => With(e, body: e.Body + " "), e => With(e, kind: e.Kind + "x"), e => With(e, subject: "other"), e => With(e, actor: "somebody"), e => With(e, site: "other"),
            e => With(e, time: e.Time.AddTicks(1)), e => With(e, drill: !e.IsDrill), e => With(e, unit: "/x/"), e => With(e, hash: Flip(e.Hash)), e => With(e, previous: Flip(e.PreviousHash)),
        ];
        Prop.ForAll(Gen.Choose(0, Length - 1).Two().ToArbitrary(), pick =>
        {
            var (at, which) = (pick.Item1, pick.Item2 % changes.Length);
            var ledger = s_ledger.ToArray();
            ledger[at] = changes[which](ledger[at]);
            Fault(ledger).ShouldSatisfyAllConditions(f => f.Sequence.ShouldBe(at + 1), f => f.Kind.ShouldBe(LedgerFaultKind.Changed));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Whatever_is_taken_out_the_first_missing_entry_is_named()
    {
        Prop.ForAll(Gen.Choose(0, Length - 1).SelectMany(at => Gen.Choose(1, 5).Select(count => (At: at, Count: count))).ToArbitrary(), cut =>
        {
            var ledger = s_ledger.Where((_, at) => at < cut.At || at >= cut.At + cut.Count).ToArray();
            Fault(ledger).ShouldSatisfyAllConditions(
                f => f.Sequence.ShouldBe(cut.At + 1), f => f.Kind.ShouldBe(cut.At + cut.Count >= Length ? LedgerFaultKind.CutShort : LedgerFaultKind.Missing));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Entries_that_change_places_are_named_as_reordered()
    {
        Prop.ForAll(Gen.Choose(0, Length - 1).Two().Where(pair => pair.Item1 != pair.Item2).ToArbitrary(), pair =>
        {
            var (one, other) = (Math.Min(pair.Item1, pair.Item2), Math.Max(pair.Item1, pair.Item2));
            var ledger = s_ledger.ToArray();
            // As in a database: the rows keep what they say and get each other's number.
            (ledger[one], ledger[other]) = (With(ledger[other], sequence: one + 1), With(ledger[one], sequence: other + 1));
            Fault(ledger).ShouldSatisfyAllConditions(f => f.Sequence.ShouldBe(one + 1), f => f.Kind.ShouldBe(LedgerFaultKind.Reordered));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task A_ledger_written_anew_from_one_entry_on_holds_in_itself_and_fails_at_the_anchor()
    {
        var forged = Make(Length, changedAt: 20);

        (await VerifyAsync(forged)).Good.ShouldBeTrue();
        (await VerifyAsync(forged, s_anchor)).Fault.ShouldNotBeNull().Kind.ShouldBe(LedgerFaultKind.Rewritten);
    }

    [Fact]
    public async Task An_entry_put_in_with_a_hash_of_its_own_is_found_at_the_next_one()
    {
        var ledger = s_ledger.ToArray();
        var fact = new LedgerFact("call.answered", "forged") { UnitPath = "/county/" };
        ledger[20] = LedgerChain.Next(new LedgerHead(20, ledger[19].Hash), ledger[20].Time, fact, "{}");

        (await VerifyAsync(ledger)).Fault.ShouldNotBeNull().ShouldSatisfyAllConditions(f => f.Sequence.ShouldBe(22), f => f.Kind.ShouldBe(LedgerFaultKind.Unlinked));
    }

    [Fact]
    public void Anchors_are_read_from_our_file_from_receipts_of_gateways_and_from_a_torn_file()
    {
        var hash = new string('a', 64);
        LedgerAnchor.Parse($$"""{"sequence":1,"hash":"{{hash}}","time":"2026-03-02T00:00:00+00:00"}""" + "\n" + $$"""{"sequence":2,"hash":"{{hash}}"}""" + "\n{\"sequence\":3,\"ha", "f")
            .Select(anchor => anchor.Sequence).ShouldBe([1, 2]);
        LedgerAnchor.Parse($$"""{"heads":[{"epoch":"e","ledgerSequence":7,"ledgerHash":"{{hash}}","receivedAt":"2026-03-02T00:00:00Z"}]}""", "f").Single().Sequence.ShouldBe(7);
        LedgerAnchor.Parse("nothing", "f").ShouldBeEmpty();
    }

    [Fact]
    public async Task An_anchor_file_of_a_gateway_damaged_at_any_place_proves_nothing_it_did_not_say()
    {
        var kept = new[] { 3, 17, Length };
        var sound = Encoding.ASCII.GetBytes(string.Concat(kept.Select(at => $$"""{"receivedAt":"2026-03-02T00:00:00+00:00","ledgerSequence":{{at}},"ledgerHash":"{{Convert.ToHexStringLower(s_ledger[at - 1].Hash)}}"}""" + "\n")));
        var refused = 0;
        foreach (var (what, damaged) in Damages(sound))
        {
            var anchors = LedgerAnchor.Parse(Encoding.UTF8.GetString(damaged), "center-ledger.jsonl").ToArray();
            var verdict = await VerifyAsync(s_ledger, anchors);
            var isTrue = anchors.All(anchor => anchor.Sequence is > 0 and <= Length && anchor.Hash.Equals(Convert.ToHexStringLower(s_ledger[anchor.Sequence - 1].Hash), StringComparison.OrdinalIgnoreCase));
            verdict.Good.ShouldBe(isTrue, $"{what}: {string.Join(' ', anchors.Select(anchor => anchor.Sequence))}");
            refused += verdict.Good ? 0 : 1;
        }

        refused.ShouldBeGreaterThan(100, "a changed hash or number is told");
    }

    private static IEnumerable<(string, byte[])> Damages(byte[] sound)
    {
        for (var at = 0; at < sound.Length; at++)
        {
            foreach (var bit in new[] { at % 8, (at + 3) % 8 })
            {
                var flipped = (byte[])sound.Clone();
                flipped[at] ^= (byte)(1 << bit);
                yield return ($"bit {bit} at {at}", flipped);
            }

            var zeroed = (byte[])sound.Clone();
            zeroed.AsSpan(at, Math.Min(16, zeroed.Length - at)).Clear();
            yield return ($"zeros at {at}", zeroed);
            yield return ($"cut at {at}", sound[..at]);
        }
    }

    private static LedgerFault Fault(LedgerEntry[] ledger) => VerifyAsync(ledger, s_anchor).GetAwaiter().GetResult().Fault.ShouldNotBeNull();

    private static Task<LedgerVerdict> VerifyAsync(LedgerEntry[] ledger, params LedgerAnchor[] anchors) =>
        LedgerVerifier.VerifyAsync(ledger.ToAsyncEnumerable(), anchors, CancellationToken.None);

    private static LedgerAnchor AnchorOf(LedgerEntry entry) => new(entry.Sequence, Convert.ToHexStringLower(entry.Hash), entry.Time, "elsewhere");

    private static LedgerEntry[] Make(int length, int changedAt = -1)
    {
        var (entries, head) = (new LedgerEntry[length], LedgerHead.Empty);
        for (var at = 0; at < length; at++)
        {
            var fact = new LedgerFact("call.answered", $"call-{at}") { Site = "s", UnitPath = "/county/", Actor = at % 3 == 0 ? null : "a" };
            entries[at] = LedgerChain.Next(head, DateTimeOffset.UnixEpoch.AddSeconds(at), fact, at == changedAt ? "{\"forged\":1}" : "{}");
            head = new LedgerHead(at + 1, entries[at].Hash);
        }

        return entries;
    }

    private static byte[] Flip(byte[] hash) => [(byte)(hash[0] ^ 1), .. hash[1..]];

    private static LedgerEntry With(
        LedgerEntry e, long? sequence = null, string? kind = null, string? subject = null, string? site = null, string? actor = null, string? unit = null, string? body = null,
        DateTimeOffset? time = null, bool? drill = null, byte[]? hash = null, byte[]? previous = null) => new()
    {
        Sequence = sequence ?? e.Sequence, Time = time ?? e.Time, Kind = kind ?? e.Kind, Subject = subject ?? e.Subject, Site = site ?? e.Site, UnitPath = unit ?? e.UnitPath,
        Actor = actor ?? e.Actor, IsDrill = drill ?? e.IsDrill, Body = body ?? e.Body, PreviousHash = previous ?? e.PreviousHash, Hash = hash ?? e.Hash,
    };
}
