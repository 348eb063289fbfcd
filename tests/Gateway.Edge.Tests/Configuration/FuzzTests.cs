using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Gateway.Edge.Tests.Configuration;

/// <summary>Whatever is in the file, loading ends and tells: no crash, no hang.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Spoilers =
        ["null", "\"\"", "-1", "1e400", "[]", "{}", "true", "\"${X}\"", "\"{n}\"", "[null]", "{\"a\":{\"b\":[1,{}]}}", "\"x\"", "99999999999999999999", "[[]]"];

    [Fact]
    public void A_spoilt_value_anywhere_is_told_or_harmless()
    {
        using var folder = new ConfigurationFolder();
        var nodes = Count(JsonNode.Parse(ConfigurationFolder.Sound, null, Gateway.Rules.Json.StrictJson.DocumentOptions)!);
        Prop.ForAll(
            Arb.From(Gen.Choose(0, nodes - 1)), Arb.From(Gen.Elements(Spoilers)),
            (at, spoiler) =>
            {
                var root = JsonNode.Parse(ConfigurationFolder.Sound, null, Gateway.Rules.Json.StrictJson.DocumentOptions)!;
                var left = at;
                Spoil(root, spoiler, ref left);
                var loaded = folder.Load(root.ToJsonString());
                (loaded.Options is null).ShouldBe(loaded.Errors.Any);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    [Fact]
    public void Any_text_is_told_or_harmless()
    {
        using var folder = new ConfigurationFolder();
        Prop.ForAll(
            Arb.From(Gen.Choose(0, ConfigurationFolder.Sound.Length)), Arb.From(Gen.Choose(0, 40)), ArbMap.Default.ArbFor<string>(),
            (at, cut, put) =>
            {
                var text = ConfigurationFolder.Sound;
                text = text[..at] + put + text[Math.Min(text.Length, at + cut)..];
                var loaded = folder.Load(text);
                (loaded.Options is null).ShouldBe(loaded.Errors.Any);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static int Count(JsonNode? node) => 1 + (node switch
    {
        JsonObject map => map.Sum(pair => Count(pair.Value)),
        JsonArray array => array.Sum(Count),
        _ => 0,
    });

    private static void Spoil(JsonNode? node, string spoiler, ref int left)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (name, value) in map.ToList())
                {
                    if (--left == 0)
                    {
                        map[name] = JsonNode.Parse(spoiler);
                        return;
                    }

                    Spoil(value, spoiler, ref left);
                }

                break;
            case JsonArray array:
                for (var i = 0; i < array.Count; i++)
                {
                    if (--left == 0)
                    {
                        array[i] = JsonNode.Parse(spoiler);
                        return;
                    }

                    Spoil(array[i], spoiler, ref left);
                }

                break;
        }
    }
}
