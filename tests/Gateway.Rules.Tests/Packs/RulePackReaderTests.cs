using Gateway.Pipeline.Configuration;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Tests.Packs;

public sealed class RulePackReaderTests
{
    public static TheoryData<string> PackNames => [.. Seeds.PackFiles.Select(file => Path.GetFileNameWithoutExtension(file))];

    [Fact]
    public void Reads_a_sound_pack()
    {
        var (pack, errors) = Read(PackText.Sound);

        errors.ShouldBeEmpty();
        pack.ShouldNotBeNull().Label().ShouldBe("gas-test/1.0.0");
        pack.Rules[0].Levels[1].OnDelay.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Theory]
    [MemberData(nameof(PackNames))]
    public void Every_shipped_pack_is_read_without_an_error(string id)
    {
        var pack = Seeds.Pack(id);

        pack.Id.ShouldBe(id);
        pack.Rules.ShouldNotBeEmpty();
        pack.Status.ShouldBe(PackStatus.DefaultToBeReviewed);
    }

    [Theory]
    [InlineData("\"id\": \"gas-test\"", "\"id\": \"gas test\"", "id")]
    [InlineData("\"version\": \"1.0.0\"", "\"version\": \"1.0\"", "version")]
    [InlineData("\"family\": \"gas\",", "\"family\": \"gass\",", "family")]
    [InlineData("\"status\": \"defaultToBeReviewed\"", "\"status\": \"reviewed\"", "review.by")]
    [InlineData("\"status\": \"defaultToBeReviewed\"", "\"state\": \"fine\", \"status\": \"defaultToBeReviewed\"", "state")]
    [InlineData("\"type\": \"high\", \"with\": {\"deadband\": \"2 %LEL\"}", "\"type\": \"hihg\", \"with\": {}", "rules[0].type")]
    [InlineData("\"deadband\": \"2 %LEL\"", "\"deadband\": \"-2 %LEL\"", "rules[0].with.deadband")]
    [InlineData("\"deadband\": \"2 %LEL\"", "\"deadbnad\": \"2 %LEL\"", "rules[0].with.deadbnad")]
    [InlineData("\"limit\": \"25 %LEL\"", "\"limit\": \"25 mm\"", "rules[0].levels[1].limit")]
    [InlineData("\"limit\": \"25 %LEL\"", "\"limit\": \"lots\"", "rules[0].levels[1].limit")]
    [InlineData("\"limit\": \"25 %LEL\"", "\"limit\": \"5 %LEL\"", "rules[0].levels[1].limit")]
    [InlineData("\"limit\": \"25 %LEL\", ", "", "rules[0].levels[1].limit")]
    [InlineData("\"quantity\": [\"lel\"]", "\"quantity\": [\"lell\"]", "rules[0].appliesTo.quantity[0]")]
    [InlineData("\"quantity\": [\"lel\"]", "\"quantity\": [\"lel\"], \"substance\": [\"unobtainium\"]", "rules[0].appliesTo.substance[0]")]
    [InlineData("\"quantity\": [\"lel\"]", "\"quantity\": [\"lel\"], \"scope\": \"zone\"", "rules[0].appliesTo.scope")]
    [InlineData("\"tier\": \"blue\", \"limit\"", "\"tier\": \"none\", \"limit\"", "rules[0].levels[0].tier")]
    [InlineData("\"tier\": \"blue\", \"limit\"", "\"tier\": \"pink\", \"limit\"", "rules[0].levels[0].tier")]
    [InlineData("\"source\": \"std\", \"clause\": \"STD 5.5\", \"confidence\": \"V\", \"kind\": \"law\"}, \"advice\": {\"zh\": \"停\"", "\"source\": \"std\", \"clause\": \"STD 5.5\", \"confidence\": \"P\", \"kind\": \"law\"}, \"advice\": {\"zh\": \"停\"", "rules[0].levels[1].basis.kind")]
    [InlineData("\"source\": \"std\", \"clause\"", "\"source\": \"hearsay\", \"clause\"", "rules[0].levels[1].basis.source")]
    [InlineData("\"advice\": {\"zh\": \"看\", \"en\": \"Look\"}", "\"advice\": {\"zh\": \"看\", \"en\": \" \"}", "rules[0].levels[0].advice.en")]
    [InlineData("\"onDelay\": \"60 s\"", "\"onDelay\": \"60 d\"", "rules[0].levels[0].onDelay")]
    [InlineData("\"after\": \"90 s\"", "\"after\": \"0 s\"", "rules[2].levels[0].with.after")]
    [InlineData("\"after\": \"90 s\"", "", "rules[2].levels[0].with.after")]
    public void Tells_what_is_wrong_and_where(string sound, string bad, string path)
    {
        PackText.Sound.ShouldContain(sound);
        var at = PackText.Sound.IndexOf(sound, StringComparison.Ordinal);
        var (pack, errors) = Read(PackText.Sound.Remove(at, sound.Length).Insert(at, bad));

        pack.ShouldBeNull();
        errors.ShouldContain(error => error.Path == $"pack.json: {path}" && error.Allowed.Zh.Length > 0 && error.Allowed.En.Length > 0, string.Join('\n', errors));
    }

    [Fact]
    public void A_pack_in_which_every_field_is_wrong_tells_every_error()
    {
        const string rotten = """
            {"id": "a b", "version": "one", "family": "gaz", "name": {"zh": "", "en": ""}, "scope": {"zh": "试"}, "status": "maybe",
             "review": {"date": "yesterday"}, "sources": [{"id": "", "title": {"zh": "", "en": "x"}, "confidence": "Z"}], "extra": 1,
             "rules": [{"id": "r 1", "name": {"zh": "", "en": "x"}, "appliesTo": {"quantity": ["lell"], "family": ["gaz"], "scope": "moon"}, "type": "hihg", "with": 3,
               "levels": [{"tier": "pink", "limit": 25, "onDelay": "soon", "offDelay": "40 d", "latch": "yes",
                 "basis": {"source": "none", "clause": 1, "confidence": "Z", "kind": "rumour"}, "advice": {"zh": "", "en": ""}}]}]}
            """;
        var (pack, errors) = Read(rotten);

        pack.ShouldBeNull();
        errors.Select(error => error.Path["pack.json: ".Length..]).Order(StringComparer.Ordinal).ShouldBe(
            new[]
            {
                "extra", "family", "id", "name.en", "name.zh", "review.date", "rules[0].appliesTo.family[0]", "rules[0].appliesTo.quantity[0]",
                "rules[0].appliesTo.scope", "rules[0].id", "rules[0].levels[0].advice.en", "rules[0].levels[0].advice.zh",
                "rules[0].levels[0].basis.clause", "rules[0].levels[0].basis.confidence", "rules[0].levels[0].basis.kind",
                "rules[0].levels[0].basis.source", "rules[0].levels[0].latch", "rules[0].levels[0].limit", "rules[0].levels[0].offDelay",
                "rules[0].levels[0].onDelay", "rules[0].levels[0].tier", "rules[0].name.zh", "rules[0].type", "rules[0].with", "scope.en",
                "sources[0].confidence", "sources[0].id", "sources[0].title.zh", "status", "version",
            }.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Text_that_is_no_json_is_told_with_line_and_column()
    {
        var (pack, errors) = Read("{\n  \"id\": }");

        pack.ShouldBeNull();
        errors.ShouldHaveSingleItem().Path.ShouldStartWith("pack.json:2:");
    }

    [Fact]
    public void The_schema_is_that_of_the_records() =>
        File.ReadAllText(Path.Combine(Seeds.Folder, "schema", "rule-pack.schema.json"))
            .ShouldBe(RulePackSchema.Write(), "run: gateway schema --rule-pack > seeds/schema/rule-pack.schema.json");

    private static (RulePack? Pack, IReadOnlyList<ConfigurationError> Errors) Read(string text)
    {
        var errors = new ConfigurationErrors();
        return (RulePackReader.Parse(text, "pack.json", Seeds.Reference, errors), errors.Items);
    }
}
