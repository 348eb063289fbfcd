using Gateway.Center.Data;
using Gateway.Center.Sites;
using Gateway.Contracts.V1;

namespace Gateway.Center.Warnings;

/// <summary>The one way a warning gets onto the board: from a gateway, from the center's own watch over the links, from a drill or a proof of the chain.</summary>
public interface IWarningIntake
{
    /// <summary>Stores it once (what comes twice changes nothing), puts it into an incident and tells the <see cref="IIncidentObserver"/>s, all in the caller's transaction.</summary>
    /// <param name="edgeId">Gateway it came from; <c>center</c> for what the center found itself.</param>
    /// <returns>Null when it was there already.</returns>
    Task<Warning?> TakeAsync(CenterWork work, Site site, string edgeId, WarningMessage message, WarningOrigin origin);
}

/// <param name="IsHistorical">Long over when it came: shown and counted, nobody is called.</param>
/// <param name="IsProof">Weekly proof of the chain.</param>
public sealed record WarningOrigin(bool IsHistorical = false, bool IsDrill = false, bool IsProof = false);
