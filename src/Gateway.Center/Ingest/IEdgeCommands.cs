using Gateway.Center.Data;
using Gateway.Contracts.V1.Link;

namespace Gateway.Center.Ingest;

/// <summary>Sends commands to gateways: stored in the caller's transaction, delivered until answered or expired.</summary>
public interface IEdgeCommands
{
    /// <param name="edgeId">Null = all gateways of the site.</param>
    Task SendAsync(CenterWork work, string siteId, string? edgeId, CommandMessage command);
}
