using System.Text.Json;
using Gateway.Center.Data;
using Gateway.Center.Ingest;
using Gateway.Contracts.V1;
using Gateway.Contracts.V1.Link;

namespace Gateway.Center.Warnings.Intake;

/// <summary>Takes the warnings of gateways in.</summary>
internal sealed class WarningReceiver(IWarningIntake intake, ILogger<WarningReceiver> logger) : IEventReceiver
{
    public async Task ReceiveAsync(CenterWork work, ReceivedEvent received)
    {
        if (received.Message.Kind != "warning")
        {
            return;
        }

        if (Decode<WarningMessage>(received.Message.Body) is not { } message)
        {
            logger.LogUnreadable(received.Site.Id, received.Edge.EdgeId, received.Message.Sequence);
            return;
        }

        await intake.TakeAsync(work, received.Site, received.Edge.EdgeId, message, new WarningOrigin(received.IsHistorical));
    }

    // One message nobody can read may not hold up those behind it; it stays in the ledger of the gateway and of the ingest.
    internal static T? Decode<T>(JsonElement body)
        where T : class =>
        LinkJson.TryDecode<T>(JsonSerializer.SerializeToUtf8Bytes(body), out _);
}

internal static partial class IntakeLog
{
    [LoggerMessage(8302, LogLevel.Error, "Event {Sequence} of gateway {Site}/{Edge} is a warning or transition that cannot be read; it is left out of the board.")]
    public static partial void LogUnreadable(this ILogger logger, string site, string edge, long sequence);
}
