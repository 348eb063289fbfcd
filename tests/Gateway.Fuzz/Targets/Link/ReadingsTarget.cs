using Gateway.Contracts.V1.Link;
using Gateway.Fuzz.Engine;

namespace Gateway.Fuzz.Targets.Link;

/// <summary>Readings in columns: what is taken, encoded again, is taken as the same.</summary>
internal sealed class ReadingsTarget : FuzzTarget
{
    public override string Name => "link-readings";

    public override IEnumerable<byte[]> Seeds() =>
        [ReadingsCodec.Encode(LinkMessagesGood.Readings), ReadingsCodec.Encode(LinkMessagesGood.Readings with { Runs = [], PointIds = [], Points = [], Times = [], Values = [], Qualities = [], Flags = [], Texts = new Dictionary<int, string>() })];

    public override string Execute(byte[] input)
    {
        if (!ReadingsCodec.TryDecode(input, out var batch, out var error))
        {
            Oracle.Demand(error.Length > 0, "a batch that is not taken has a reason");
            return Oracle.Shape(error);
        }

        Oracle.Demand(batch.Count <= ReadingsCodec.MaxRows && batch.PointIds.Count <= ReadingsCodec.MaxPoints, "counts are within their limits");
        Oracle.Demand(batch.Points.All(point => point < batch.PointIds.Count) && batch.Texts.Keys.All(row => row < batch.Count), "positions are within their columns");
        var written = ReadingsCodec.Encode(batch);
        Oracle.Demand(ReadingsCodec.TryDecode(written, out var again, out _), "what was encoded is taken");
        Oracle.Same(ReadingsCodec.Encode(again!), written, "what is taken, encoded again, is the same");
        return $"taken {batch.Count} {batch.PointIds.Count} {batch.Texts.Count} {batch.Runs.Count}";
    }
}
