using System.Security.Cryptography;
using Gateway.Contracts.V1.Link;
using Gateway.Edge.Api;
using Gateway.Edge.Tests.Api;
using Gateway.Edge.Tests.Commands;
using Gateway.Edge.Tests.Configuration;
using Gateway.Edge.Uplink.Commands;
using Gateway.Pipeline.Ports;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;

namespace Gateway.Edge.Tests.Uplink;

/// <summary>Rule packs that come over a real broker: only those the center has signed for this very gateway wait for a person, who sees what they change.</summary>
public sealed class SignedOfferTests : IDisposable
{
    private static readonly string s_pack = File.ReadAllText(RepositoryFolder.File("seeds", "packs", "gas-fixed.json"));
    private readonly ECDsa _center = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly List<ConfigurationFolder> _folders = [];

    public void Dispose()
    {
        _center.Dispose();
        _folders.ForEach(folder => folder.Dispose());
    }

    [Fact]
    public async Task An_offered_pack_waits_for_a_person_and_a_bad_one_is_refused_with_its_errors()
    {
        await using var ear = await LinkEar.StartAsync();
        await using var gateway = await StartAsync(ear);

        (await ear.AskAsync("1", "offerPack", command => Signed(command with { Pack = s_pack, Reason = "new figures" }))).ShouldSatisfyAllConditions(
            answer => answer.Outcome.ShouldBe("done", answer.Why?.En));
        var bad = await ear.AskAsync("2", "offerPack", command => Signed(command with { Pack = "{\"id\": \"x\"}" }));

        bad.Outcome.ShouldBe("refused");
        bad.Why!.En.ShouldContain("errors");
        var offer = (await gateway.GetAsync<List<PackOffer>>("/api/v1/offers")).ShouldHaveSingleItem();
        (offer.Pack, offer.OfferedBy, offer.Reason).ShouldBe(("gas-fixed", "center:值班员甲", "new figures"));
        gateway.Runtime.Options.Compiled.Packs.ShouldBeEmpty("nothing applies an offer but a person");
    }

    [Fact]
    public async Task What_is_unsigned_or_signed_by_another_or_for_another_gateway_or_changed_is_refused_kept_nowhere_and_told()
    {
        await using var ear = await LinkEar.StartAsync();
        await using var gateway = await StartAsync(ear);
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var forged = new Dictionary<string, Func<CommandMessage, CommandMessage>>
        {
            ["unsigned"] = command => command with { Pack = s_pack },
            ["stranger"] = command => Signed(command with { Pack = s_pack }, stranger),
            ["otherEdge"] = command => Signed(command with { Pack = s_pack }, edge: "edge-2"),
            ["otherSite"] = command => Signed(command with { Pack = s_pack }, site: "s2"),
            ["changedPack"] = command => Signed(command with { Pack = s_pack }) with { Pack = s_pack.Replace("1.0.0", "1.0.1", StringComparison.Ordinal) },
            ["changedId"] = command => Signed(command with { Id = "first", Pack = s_pack }) with { Id = command.Id },
            ["prolonged"] = command => Signed(command with { Pack = s_pack }) with { ExpiresAt = command.ExpiresAt.AddDays(300) },
            ["noBase64"] = command => command with { Pack = s_pack, Signature = "?" },
            ["long"] = command => command with { Pack = s_pack, Signature = new string('A', 4_000) },
        };
        foreach (var (id, with) in forged)
        {
            var answer = await ear.AskAsync(id, "offerPack", with);
            answer.Outcome.ShouldBe("refused", id);
            answer.Why!.En.ShouldContain("sign", Case.Sensitive, id);
            answer.Why.Zh.ShouldContain("签名", Case.Sensitive, id);
        }

        (await gateway.GetAsync<List<PackOffer>>("/api/v1/offers")).ShouldBeEmpty();
        var log = gateway.Runtime.Log.ReadAfter(0, 16 << 20).Select(entry => (entry.Kind, Text: System.Text.Encoding.UTF8.GetString(entry.Payload.Span))).ToList();
        log.Count(entry => entry.Kind == LogEntryKind.System && entry.Text.Contains("offerNotSigned", StringComparison.Ordinal)).ShouldBe(forged.Count, "it goes to the center with the events");
        log.Count(entry => entry.Kind == LogEntryKind.Command && entry.Text.Contains("packOfferRefused", StringComparison.Ordinal)).ShouldBe(forged.Count);
    }

    [Fact]
    public async Task A_site_without_the_key_of_the_center_takes_no_pack()
    {
        await using var ear = await LinkEar.StartAsync();
        await using var gateway = await StartAsync(ear, key: false);

        (await ear.AskAsync("1", "offerPack", command => Signed(command with { Pack = s_pack }))).Why!.En.ShouldContain("uplink.offerKeyFile");
        (await gateway.GetAsync<List<PackOffer>>("/api/v1/offers")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_person_sees_each_changed_figure_before_applying_and_the_former_pack_is_kept()
    {
        await using var ear = await LinkEar.StartAsync();
        await using var gateway = await StartAsync(ear, inUse: s_pack);
        var changed = s_pack.Replace("\"version\": \"1.0.0\"", "\"version\": \"1.1.0\"", StringComparison.Ordinal);
        (await ear.AskAsync("1", "offerPack", command => Signed(command with { Pack = changed }))).Outcome.ShouldBe("done");
        var offer = (await gateway.GetAsync<List<PackOffer>>("/api/v1/offers")).ShouldHaveSingleItem();

        var difference = await gateway.GetAsync<OfferDifferenceView>($"/api/v1/offers/{offer.Id}/difference");
        difference.VersionInUse.ShouldBe("1.0.0");
        difference.Changes.ShouldBe([new PackChange("version", "\"1.0.0\"", "\"1.1.0\"")]);
        var (_, shown, _) = await CommandLine.RunAsync("offers", "show", offer.Id, "-c", gateway.Folder.Source.File, "--lang", "en");
        shown.ShouldContain("version: \"1.0.0\" → \"1.1.0\"");

        var (code, _, errors) = await CommandLine.RunAsync("offers", "apply", offer.Id, "-c", gateway.Folder.Source.File, "--lang", "en");
        code.ShouldBe(0, errors);
        (await File.ReadAllTextAsync(Path.Combine(gateway.Folder.Path, "pack.json"))).ShouldBe(changed);
        (await File.ReadAllTextAsync(Path.Combine(gateway.Folder.Path, "pack.json.1.0.0.former"))).ShouldBe(s_pack);
        (await gateway.GetAsync<List<PackOffer>>("/api/v1/offers")).ShouldBeEmpty();
    }

    [Fact]
    public void Differences_name_entries_by_their_id_and_say_what_came_and_went()
    {
        PackDifference.Of("""{"a": 1, "rules": [{"id": "x", "v": 1}, {"id": "y", "v": 2}], "l": [1, 2]}""", """{"rules": [{"id": "y", "v": 3}], "l": [1, 4], "b": true}""").ShouldBe(
        [
            new("a", "1", null), new("b", null, "true"), new("l[1]", "2", "4"), new("rules[x].id", "\"x\"", null), new("rules[x].v", "1", null), new("rules[y].v", "2", "3"),
        ]);
    }

    private CommandMessage Signed(CommandMessage command, ECDsa? key = null, string site = "s1", string edge = "edge-1") =>
        command with { Signature = CommandSignature.Sign(key ?? _center, "c1", site, edge, command) };

    private async Task<RunningGateway> StartAsync(LinkEar ear, bool key = true, string? inUse = null)
    {
        var folder = new ConfigurationFolder();
        _folders.Add(folder);
        folder.Write("center.pub", _center.ExportSubjectPublicKeyInfoPem());
        var packs = inUse is null ? "" : "\"rulePacks\": [{\"file\": \"pack.json\"}],";
        folder.Write("pack.json", inUse ?? "");
        var seeds = System.Text.Json.JsonSerializer.Serialize(RepositoryFolder.File("seeds"));
        var uplink = $$"""
            "uplink": {"county": "c1", "heartbeat": "1s", "liveInterval": "200ms", {{(key ? "\"offerKeyFile\": \"center.pub\"," : "")}}
              "broker": {"host": "127.0.0.1", "port": {{ear.Port}}, "reconnect": {"minMs": 50, "maxMs": 200} } },
            """;
        var gateway = await RunningGateway.StartAsync(
            ConfigurationFolder.Sound.Replace("\"site\":", $"\"seeds\": {seeds}, {packs} {uplink} \"site\":", StringComparison.Ordinal), folder);
        await Eventually.TrueAsync(() => ear.States.Any(state => state.Online), 20);
        return gateway;
    }
}
