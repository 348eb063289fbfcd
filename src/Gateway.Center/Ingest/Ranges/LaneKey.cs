using Gateway.Contracts.V1.Link;

namespace Gateway.Center.Ingest.Ranges;

/// <summary>One lane of one log of one gateway.</summary>
internal readonly record struct LaneKey(EdgeKey Edge, string Epoch, LinkLane Lane);

/// <summary>A gateway; from the topic, never from a payload.</summary>
internal readonly record struct EdgeKey(string Site, string Edge)
{
    public override string ToString() => $"{Site}/{Edge}";
}
