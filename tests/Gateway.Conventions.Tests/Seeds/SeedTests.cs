using Gateway.Conventions.Tests.Support;

namespace Gateway.Conventions.Tests.Seeds;

/// <summary>The data a new installation starts from says what it may say, and each check sees a violation made on purpose.</summary>
public sealed class SeedTests
{
    private const string Advice = """{"zh": "撤离", "en": "leave"}""";
    private const string Law = """{"source": "s", "clause": "c", "confidence": "V", "kind": "law"}""";

    private static readonly SeedFiles s_seeds = new(Repository.OfThisTest());

    [Fact]
    public void Every_pack_and_list_of_the_product_is_there()
    {
        s_seeds.Packs.Select(pack => pack.Word("id")).Order(StringComparer.Ordinal).ShouldBe(
        [
            "ammonia-refrigeration", "common-quality", "confined-space", "dust-metal", "fire", "fuel-three-systems", "gas-fixed", "hazchem-major",
            "natural-hazards", "power-highrisk", "slope-surface", "tailings-spoil",
        ]);
        s_seeds.Packs.ShouldAllBe(pack => pack.List("rules").Any());
        s_seeds.Scenarios.Count().ShouldBeGreaterThanOrEqualTo(20);
    }

    [Fact]
    public void Packs_are_shipped_as_defaults_nobody_has_reviewed() =>
        s_seeds.Packs.Where(pack => pack.Word("status") != "defaultToBeReviewed" || pack["review"]!["by"] != null).Select(pack => pack.Word("id")).ShouldBeEmpty();

    [Fact]
    public void Packs_have_versions_of_three_numbers() =>
        s_seeds.Packs.Where(pack => pack.Word("version").Split('.') is not { Length: 3 } parts || !parts.All(part => uint.TryParse(part, out _)))
            .Select(pack => $"{pack.Word("id")}: {pack.Word("version")}").ShouldBeEmpty();

    [Fact]
    public void Every_text_has_both_languages() => SeedTextRules.OneLanguageOnly(s_seeds).ShouldBeEmpty();

    [Fact]
    public void Ids_are_unique_and_files_are_named_by_them()
    {
        SeedTextRules.DoubleIds(s_seeds).ShouldBeEmpty();
        SeedTextRules.Misnamed(s_seeds).ShouldBeEmpty();
    }

    [Fact]
    public void No_file_holds_personal_data() => SeedTextRules.PersonalData(s_seeds).ShouldBeEmpty();

    [Fact]
    public void Every_level_says_where_it_comes_from_and_what_to_do()
    {
        PackRules.WithoutBasis(s_seeds).ShouldBeEmpty();
        PackRules.UnusedSources(s_seeds).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_called_law_that_was_not_seen_or_known()
    {
        PackRules.LawWithoutProof(s_seeds).ShouldBeEmpty();
        PackRules.ProposalsInDisguise(s_seeds).ShouldBeEmpty();
    }

    [Fact]
    public void Silence_is_noticed_wherever_a_value_is_judged() => PackRules.BlindToSilence(s_seeds).ShouldBeEmpty();

    [Fact]
    public void A_graver_tier_is_never_looser() => PackRules.UpsideDown(s_seeds).ShouldBeEmpty();

    /// <summary>Domain rules 0: an unsure figure is never a silent default. The one that is on is the tier section 9 itself states, and its basis says so.</summary>
    [Fact]
    public void Unsure_figures_are_off_or_named() =>
        s_seeds.Levels.Where(at => at.Level["basis"]!["confidence"]!.ToString() == "U" && at.Level["enabled"]?.GetValue<bool>() != false)
            .Select(at => at.Name).ShouldBe(["dust-metal/hopper-temperature/orange"]);

    [Fact]
    public void What_one_file_names_another_knows()
    {
        SeedLinkRules.Unknown(s_seeds).ShouldBeEmpty();
        SeedLinkRules.UnknownUnits(s_seeds).ShouldBeEmpty();
    }

    [Fact]
    public void Checks_see_broken_texts_ids_and_names()
    {
        using var tree = new TemporaryTree().With("seeds/x.json", """
            {"id": "y", "list": [{"id": "a", "name": {"zh": "no Chinese", "en": "x"}}, {"id": "A", "name": {"zh": "好"}}], "call": "13812345678", "mail": "a.b@example.org"}
            """);
        var seeds = new SeedFiles(tree.Open());
        SeedTextRules.OneLanguageOnly(seeds).Count.ShouldBe(2);
        SeedTextRules.DoubleIds(seeds).ShouldBe(["seeds/x.json.list: a"]);
        SeedTextRules.Misnamed(seeds).ShouldBe(["seeds/x.json"]);
        SeedTextRules.PersonalData(seeds).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("high", "30 mm", "20 mm", "0 s", true)]
    [InlineData("high", "30 mm", "30 mm", "0 s", true)]
    [InlineData("high", "30 mm", "30 mm", "5 s", false)]
    [InlineData("high", "20 mm", "30 mm", "0 s", false)]
    [InlineData("low", "20 mm", "30 mm", "0 s", true)]
    [InlineData("low", "30 mm", "20 mm", "0 s", false)]
    public void Order_check_sees_a_looser_graver_tier(string type, string yellow, string orange, string delay, bool seen)
    {
        using var tree = Pack($$"""
            {"id": "r", "type": "{{type}}", "levels": [
              {"tier": "yellow", "limit": "{{yellow}}", "onDelay": "0 s", "basis": {{Law}}, "advice": {{Advice}}},
              {"tier": "orange", "limit": "{{orange}}", "onDelay": "{{delay}}", "basis": {{Law}}, "advice": {{Advice}}}]}
            """);
        PackRules.UpsideDown(new SeedFiles(tree.Open())).Any().ShouldBe(seen);
    }

    [Fact]
    public void Basis_checks_see_law_on_a_guess_and_missing_advice()
    {
        using var tree = Pack("""
            {"id": "r", "type": "high", "levels": [
              {"tier": "yellow", "basis": {"source": "s", "clause": "c", "confidence": "U", "kind": "law"}, "advice": {}},
              {"tier": "orange", "basis": {"source": "product", "clause": "", "confidence": "K", "kind": "default"}},
              {"tier": "purple", "basis": {"source": "s", "clause": "", "confidence": "P", "kind": "law"}, "advice": {}}]}
            """);
        var seeds = new SeedFiles(tree.Open());
        PackRules.LawWithoutProof(seeds).ShouldBe(["p/r/yellow", "p/r/purple"]);
        PackRules.WithoutBasis(seeds).ShouldBe(["p/r/orange", "p/r/purple"]);
        PackRules.ProposalsInDisguise(seeds).ShouldBe(["p/r/orange", "p/r/purple"]);
        PackRules.UnusedSources(seeds).ShouldBe(["p: unused"]);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(""", {"id": "s", "type": "stale", "appliesTo": {"role": ["level"]}, "levels": []}""", false)]
    [InlineData(""", {"id": "s", "type": "stale", "appliesTo": {"role": ["other"]}, "levels": []}""", true)]
    public void Silence_check_sees_a_value_nobody_misses(string silence, bool seen)
    {
        using var tree = Pack($$"""{"id": "r", "type": "high", "appliesTo": {"quantity": ["level"]}, "levels": []}{{silence}}""");
        PackRules.BlindToSilence(new SeedFiles(tree.Open())).Any().ShouldBe(seen);
    }

    [Fact]
    public void Link_check_sees_names_nobody_knows()
    {
        using var tree = Pack("""
            {"id": "r", "type": "when", "appliesTo": {"quantity": ["none"], "role": ["nobody"], "substance": ["X"]}, "with": {"when": "[level] > [nothing]"},
             "levels": [{"tier": "red", "limit": "1 furlong", "basis": {}, "advice": {}}]}
            """)
            .With("seeds/quantities.json", """{"quantities": [{"id": "level", "unit": "%"}], "units": [{"id": "%"}]}""")
            .With("seeds/roles.json", """{"roles": [{"id": "r", "quantity": "gone"}]}""")
            .With("seeds/substances.json", """{"substances": []}""")
            .With("seeds/scenarios/s.json", """{"id": "s", "packs": ["p", "q"], "expectedPoints": [{"role": "z", "quantity": "level"}]}""");
        var seeds = new SeedFiles(tree.Open());
        SeedLinkRules.Unknown(seeds).ShouldBe(["p/r: quantity none", "p/r: role nobody", "p/r: substance X", "p/r/red: [nothing]", "roles.json: r", "s: pack q", "s: z level"]);
        SeedLinkRules.UnknownUnits(seeds).ShouldBe(["p/r/red: furlong"]);
    }

    private static TemporaryTree Pack(string rule) =>
        new TemporaryTree().With("seeds/packs/p.json", $$"""{"id": "p", "sources": [{"id": "s"}, {"id": "product"}, {"id": "unused"}], "rules": [{{rule}}]}""");
}
