using System.Text;
using Gateway.Drivers.Modbus.Transports;
using Gateway.Drivers.Mqtt.Mapping;
using Gateway.Fuzz.Engine;
using Gateway.Rules.Quantities;

namespace Gateway.Fuzz.Targets.Rules;

/// <summary>Small texts people write: durations, quantities, byte patterns, JSON paths.</summary>
internal sealed class TextsOfRulesTarget : FuzzTarget
{
    public override string Name => "small-texts";

    public override int MaxLength => 400;

    public override IReadOnlyList<string> Tokens { get; } = [" s", " min", " h", " d", "%LEL", "mg/m3", "hex:", "AA BB", "['", "']", "[0]", ".", "$", "PC-TWA"];

    public override IEnumerable<byte[]> Seeds() => ["5.3 d"u8.ToArray(), "25 %LEL"u8.ToArray(), "hex:AA BB"u8.ToArray(), "$.data.ch[0]['a.b']"u8.ToArray()];

    public override string Execute(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        var isDuration = DurationText.TryParse(text, out var duration);
        Oracle.Demand(!isDuration || duration >= TimeSpan.Zero, "a duration is not below 0");
        var isQuantity = QuantityText.TryParse(text, out var quantity);
        Oracle.Demand(!isQuantity || double.IsFinite(quantity.Value), "a quantity is a figure");
        var isPattern = BytePattern.TryParse(text, out var bytes);
        Oracle.Demand(!isPattern || bytes.Length is >= 1 and <= 128, "a pattern has 1 to 128 bytes");
        var steps = JsonPath.Parse(text);
        Oracle.Demand(steps is null || steps.All(step => step.Name is not null || step.Index >= 0), "a step is a name or an index");
        return $"{isDuration} {isQuantity} {isPattern} {steps?.Count}";
    }
}
