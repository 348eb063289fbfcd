using Gateway.Center.Ingest.Link;
using Gateway.Center.Ingest.Readings;
using Gateway.Center.Ingest.Records;
using Gateway.Contracts.V1.Link;
using Gateway.Fuzz.Engine;
using Gateway.Fuzz.Targets.Http;
using Gateway.Pipeline.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Fuzz.Targets.Link;

/// <summary>
/// Messages of a hostile gateway, taken by the lanes of a real center into its database. The first byte chooses the leaf of the topic. Whatever comes is
/// acknowledged: one message that is given back to the broker comes again for ever and holds up every gateway of the county.
/// </summary>
internal sealed class CenterIntakeTarget : FuzzTarget
{
    private static readonly string[] s_leaves = [LinkTopics.Events, LinkTopics.Events, LinkTopics.Events, LinkTopics.State, LinkTopics.Table, LinkTopics.Answers, LinkTopics.Live];
    private readonly Lazy<FuzzedCenter> _center = new(() => new FuzzedCenter());
    private int _edge;

    public override string Name => "center-intake";

    /// <summary>A transaction of the database.</summary>
    public override long AllowedBytes => 32 << 20;

    public override IReadOnlyList<string> Tokens { get; } = [.. LinkTokens.Of<EventMessage>(), .. LinkTokens.Of<GapMessage>(), "\"kind\":\"missing\"", "\"kind\":\"gap\"", "\"kind\":\"warning\"", "\"range\":{\"after\":1,\"upTo\":5}"];

    public override IEnumerable<byte[]> Seeds() =>
    [
        [0, .. LinkJson.Encode(LinkMessagesGood.Event)], [1, .. LinkJson.Encode(LinkMessagesGood.EventOf("warning", LinkJson.Element(LinkMessagesGood.Warning)))],
        [2, .. LinkJson.Encode(LinkMessagesGood.EventOf("missing", LinkJson.Element(LinkMessagesGood.Gap)))], [0, .. LinkJson.Encode(LinkMessagesGood.EventOf("gap", LinkJson.Element(LinkMessagesGood.Gap)))],
        [3, .. LinkJson.Encode(LinkMessagesGood.State)], [4, .. LinkJson.Encode(LinkMessagesGood.Table)], [5, .. LinkJson.Encode(LinkMessagesGood.Answer)], [6, .. ReadingsCodec.Encode(LinkMessagesGood.Readings)],
    ];

    public override string Execute(byte[] input)
    {
        if (input.Length == 0)
        {
            return "nothing";
        }

        var services = _center.Value.Services;
        var leaf = s_leaves[input[0] % s_leaves.Length];

        // A few gateways in turn, so that the first message of a log comes often.
        var address = new LinkAddress("county", "s-01", $"edge-{_edge++ % 50}", leaf);
        var delivery = new Noted();
        var part = new InboundPart([new InboundMessage(address, input[1..], false, _center.Value.Time.GetUtcNow())], new InboundRead(delivery, () => { }));
        if (leaf == LinkTopics.Live)
        {
            services.GetRequiredService<ReadingLane>().Take([part]);
        }
        else
        {
            services.GetRequiredService<RecordLane>().TakeAsync([part], CancellationToken.None).GetAwaiter().GetResult();
        }

        Oracle.Demand(delivery.Outcome == DeliveryOutcome.Accepted, $"a message of {leaf} is acknowledged whatever it says, not {delivery.Outcome}");
        var newest = services.GetRequiredService<LinkTroubles>().Newest;
        return $"{leaf} {(newest.Count > 0 ? Oracle.Shape(newest[^1].Reason) : "")}";
    }

    public override void Dispose()
    {
        if (_center.IsValueCreated)
        {
            _center.Value.Dispose();
        }

        base.Dispose();
    }

    private sealed class Noted : IDeliveryHandle
    {
        public DeliveryOutcome? Outcome { get; private set; }

        public void Settle(DeliveryOutcome outcome) => Outcome = outcome;
    }
}
