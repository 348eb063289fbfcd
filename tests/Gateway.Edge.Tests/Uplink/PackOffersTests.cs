using Gateway.Edge.Uplink.Commands;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Quantities;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;

namespace Gateway.Edge.Tests.Uplink;

public sealed class PackOffersTests : IDisposable
{
    private static readonly ReferenceData s_reference = ReferenceData.Read(RepositoryFolder.File("seeds"), new ConfigurationErrors());
    private static readonly string s_pack = File.ReadAllText(RepositoryFolder.File("seeds", "packs", "gas-fixed.json"));
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_offered_twice_waits_once_and_the_newest_stands_first_also_after_a_restart()
    {
        Offers.Keep(s_pack, "center:甲", "first").ShouldBeNull();
        _time.Advance(TimeSpan.FromMinutes(1));
        Offers.Keep(Version("1.0.1"), "center:甲", "second").ShouldBeNull();
        _time.Advance(TimeSpan.FromMinutes(1));
        Offers.Keep(s_pack, "center:乙", "again").ShouldBeNull();

        Offers.All().Select(offer => (offer.Version, offer.OfferedBy)).ShouldBe([("1.0.0", "center:乙"), ("1.0.1", "center:甲")]);
        File.ReadAllText(Offers.All()[0].File).ShouldBe(s_pack);
    }

    [Fact]
    public void Too_large_too_many_and_wrong_are_refused_in_both_languages_and_keep_nothing()
    {
        Offers.Keep(new string('x', PackOffers.LargestPack + 1), "a", "r")!.En.ShouldContain("512 KiB");
        Offers.Keep("not json", "a", "r")!.Zh.ShouldNotBeEmpty();
        Offers.All().ShouldBeEmpty();
        for (var n = 0; n < PackOffers.Most; n++)
        {
            Offers.Keep(Version($"2.0.{n}"), "a", "r").ShouldBeNull();
        }

        Offers.Keep(Version("3.0.0"), "a", "r")!.En.ShouldContain("wait already");
        Offers.Keep(Version("2.0.7"), "a", "once more").ShouldBeNull("it waits already and takes no room");
        Offers.All().Count.ShouldBe(PackOffers.Most);
    }

    [Fact]
    public void A_damaged_note_of_an_offer_hides_no_other()
    {
        Offers.Keep(s_pack, "a", "r").ShouldBeNull();
        File.WriteAllText(Path.Combine(_folder.Path, "offers", "bad.offer"), "{");

        Offers.All().ShouldHaveSingleItem().Pack.ShouldBe("gas-fixed");
    }

    private PackOffers Offers => new(_folder.Path, () => s_reference, _time);

    private static string Version(string version) => s_pack.Replace("\"version\": \"1.0.0\"", $"\"version\": \"{version}\"", StringComparison.Ordinal);
}
