using Gateway.Contracts.V1.Link;
using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Edge.Composition;
using Gateway.Notifications.Sounder;
using Gateway.Pipeline;

namespace Gateway.Edge.Uplink.Commands;

/// <summary>The center's acts on the running gateway, each recorded in the log.</summary>
internal sealed class SiteActs(
    UplinkService uplink, Func<GatewayPipeline> pipeline, Func<IReadOnlyList<SounderWarningChannel>> sounders, PackOffers offers, ForgeryTeller forgeries,
    SystemEvents events) : ICommandActs
{
    public LocalizedText? Refusal(CommandMessage command, string actor) => forgeries.Refusal(command, actor);

    public async Task<LocalizedText?> AcknowledgeAsync(string alarm, string actor, string reason, CancellationToken cancellation)
    {
        var result = await pipeline().CommandAsync(new AlarmCommand(AlarmEvent.AcknowledgedByPerson, alarm, actor, reason), cancellation);
        return result == CommandResult.Done ? null : result.Words();
    }

    public async Task<LocalizedText?> SoundAsync(bool on, string actor, string reason, CancellationToken cancellation)
    {
        var all = sounders();
        if (all.Count == 0)
        {
            return new("本站未配置声光报警器", "no sounder is configured at this site");
        }

        events.RecordCommand(on ? "soundOn" : "soundOff", string.Join(", ", all.Select(sounder => sounder.Name)), actor, reason);
        var confirmed = await Task.WhenAll(all.Select(sounder => sounder.CallAsync(on, cancellation).AsTask()));
        var failed = all.Where((_, i) => !confirmed[i]).Select(sounder => sounder.Name).ToList();
        return failed.Count == 0
            ? null
            : new($"声光报警器无确认：{string.Join("、", failed)}", $"these sounders did not confirm: {string.Join(", ", failed)}");
    }

    public LocalizedText? Offer(CommandMessage command, string actor, string reason)
    {
        var why = offers.Keep(command.Pack!, actor, reason);
        events.RecordCommand(why is null ? "packOffered" : "packOfferRefused", command.Id, actor, why?.En ?? reason);
        return why;
    }

    public void Resend(LinkLane lane, SequenceRange range) => uplink.Resend(lane, range);

    public void SendTable() => uplink.SendTable();
}
