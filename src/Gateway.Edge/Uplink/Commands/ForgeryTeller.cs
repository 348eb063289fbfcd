using Gateway.Contracts.V1.Link;
using Gateway.Core.Measurements;
using Gateway.Edge.Composition;

namespace Gateway.Edge.Uplink.Commands;

/// <summary>Tells people at both ends of commands that are not the center's own: somebody between it and here may be at work. By one task.</summary>
internal sealed class ForgeryTeller(CommandCheck check, SystemEvents events, TimeProvider time)
{
    private const int LongestId = 100;

    private readonly RecordLimit _limit = new(time);

    /// <returns>Null when the command may be carried out; else why not, recorded as a system event.</returns>
    public LocalizedText? Refusal(CommandMessage command, string actor)
    {
        if (check.Refusal(command) is not { } why)
        {
            return null;
        }

        if (_limit.May())
        {
            var (told, refused) = command.Kind == "offerPack" ? ("offerNotSigned", "packOfferRefused") : ("commandNotSigned", "commandRefused");
            events.Record(told, why);
            events.RecordCommand(refused, command.Id.Length <= LongestId ? command.Id : command.Id[..LongestId], actor, why.En);
        }

        return why;
    }
}
