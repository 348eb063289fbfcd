using System.Text;
using Gateway.Fuzz.Engine;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Packs;
using Gateway.Rules.Quantities;

namespace Gateway.Fuzz.Targets.Rules;

/// <summary>Rule packs, from a file or from the center: a pack, or errors in both languages.</summary>
internal sealed class RulePackTarget : FuzzTarget
{
    public override string Name => "rule-pack";

    public override int MaxLength => 16_384;

    /// <summary>Every property is looked at and every error told, in a copy.</summary>
    public override int AllowedBytesPerByte => 4096;

    public override IReadOnlyList<string> Tokens { get; } =
        ["\"id\":", "\"rules\":[", "\"levels\":[", "\"tier\":\"red\"", "\"kind\":\"highLimit\"", "\"limit\":\"25 %LEL\"", "\"delay\":\"30 s\"", "\"parameters\":{", "\"appliesTo\":{", "\"zh\":", "\"en\":"];

    public override IEnumerable<byte[]> Seeds() => [Encoding.UTF8.GetBytes(Pack)];

    public override string Execute(byte[] input)
    {
        var errors = new ConfigurationErrors();
        var pack = RulePackReader.Parse(Encoding.UTF8.GetString(input), "pack.json", ReferenceData.Empty, errors);
        ErrorsOracle.Check(pack is not null, errors);
        return pack is null ? ErrorsOracle.Shape(errors) : $"pack {pack.Rules.Count}";
    }

    private const string Pack = """
        {
          "id": "gas-test", "version": "1.0.0", "name": {"zh": "气体", "en": "Gas"}, "description": {"zh": "说明", "en": "text"}, "scenarios": ["gas"],
          "rules": [{
            "id": "lel-high", "kind": "highLimit", "name": {"zh": "高", "en": "high"}, "appliesTo": {"quantity": "lel"},
            "levels": [{"tier": "red", "limit": "50 %LEL", "delay": "3 s", "advice": {"zh": "撤离", "en": "leave"}}],
            "basis": {"clause": "1.2", "confidence": "P", "source": {"zh": "来源", "en": "source"}}
          }]
        }
        """;
}
