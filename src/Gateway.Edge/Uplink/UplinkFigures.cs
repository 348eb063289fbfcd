using Gateway.Core.Measurements;

namespace Gateway.Edge.Uplink;

/// <summary>How the link stands.</summary>
/// <param name="State"><c>online</c> or <c>offline</c>.</param>
/// <param name="EventsUnreceipted">Events sent and not confirmed.</param>
/// <param name="BatchesUnreceipted">Messages with readings sent and not confirmed.</param>
/// <param name="BacklogEntries">Entries of the log that wait to be sent late.</param>
/// <param name="LastReceipt">When the center last confirmed anything; null when it has not since the start.</param>
/// <param name="SilentSince">Since when the center confirms nothing though something waits; null when it does.</param>
/// <param name="Trouble">Why there is no connection, or why its receipts are not taken as the center's; null when all is well.</param>
/// <param name="TableTrouble">Why the broker does not take the table of the points; null when it does.</param>
public sealed record UplinkFigures(
    string State, string Epoch, long EventsReceipted, long ReadingsReceipted, int EventsUnreceipted, int BatchesUnreceipted, long BacklogEntries,
    DateTimeOffset? LastReceipt, DateTimeOffset? SilentSince, LocalizedText? Trouble, LocalizedText? TableTrouble = null);
