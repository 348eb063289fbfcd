using Gateway.Contracts.V1.Link;
using Gateway.Core.Measurements;

namespace Gateway.Edge.Uplink.Commands;

/// <summary>What the center may do at a site: nothing else. Called by one task at a time.</summary>
internal interface ICommandActs
{
    /// <returns>Null when the command is the center's own; else why it is not carried out.</returns>
    LocalizedText? Refusal(CommandMessage command, string actor);

    /// <returns>Null when done; else why not.</returns>
    Task<LocalizedText?> AcknowledgeAsync(string alarm, string actor, string reason, CancellationToken cancellation);

    /// <inheritdoc cref="AcknowledgeAsync"/>
    Task<LocalizedText?> SoundAsync(bool on, string actor, string reason, CancellationToken cancellation);

    /// <inheritdoc cref="AcknowledgeAsync"/>
    LocalizedText? Offer(CommandMessage command, string actor, string reason);

    void Resend(LinkLane lane, SequenceRange range);

    void SendTable();
}
