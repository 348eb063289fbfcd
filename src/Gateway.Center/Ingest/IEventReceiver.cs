using Gateway.Center.Data;
using Gateway.Center.Sites;
using Gateway.Contracts.V1.Link;

namespace Gateway.Center.Ingest;

/// <summary>An event of a gateway the center sees for the first time.</summary>
/// <param name="Site">Placed or not.</param>
/// <param name="IsHistorical">It happened longer ago than the link's stated time: nobody is to be woken for it.</param>
public sealed record ReceivedEvent(Site Site, EdgeBox Edge, EventMessage Message, bool IsHistorical);

/// <summary>Takes events into the center, inside the transaction that also notes that they were received. Each event comes once, in the order of the gateway's log.</summary>
public interface IEventReceiver
{
    Task ReceiveAsync(CenterWork work, ReceivedEvent received);
}
