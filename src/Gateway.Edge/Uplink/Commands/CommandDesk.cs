using Gateway.Contracts.V1;
using Gateway.Contracts.V1.Link;
using Gateway.Core.Measurements;

namespace Gateway.Edge.Uplink.Commands;

/// <summary>
/// Carries out what the center wants, each command once: one seen before is answered as it was. A kill in the middle leaves the answer <c>unknown</c>,
/// never a second run. By one task.
/// </summary>
/// <param name="memory">What became of the commands that change something.</param>
/// <param name="asked">The same of those that only ask: they need no signature, so nobody may push the others out of memory with them.</param>
internal sealed partial class CommandDesk(LinkContext link, CommandMemory memory, CommandMemory asked, ICommandActs acts, ILogger logger)
{
    private const int LongestId = 100;
    private const int LongestText = 1_000;
    private static readonly LocalizedText s_interrupted = new("执行中网关重启，结果未知", "the gateway restarted while it was carried out; nobody knows whether it was done");
    private static readonly LocalizedText s_expired = new("已过有效期，未执行", "it expired and was not carried out");

    private readonly ILogger _logger = logger;

    public async Task TakeAsync(byte[] payload, CancellationToken stopping)
    {
        if (LinkJson.TryDecode<CommandMessage>(payload, out var error) is not { } command || command.Id.Length is 0 or > LongestId)
        {
            LogUnreadable(error.Length > 0 ? error : "id");
            return;
        }

        var answer = Forged(command) ?? MemoryOf(command).Find(command.Id) ?? await RunAsync(command, stopping);
        await link.SendAsync(LinkTopics.Answers, LinkJson.Encode(answer), stopping);
    }

    private CommandMemory MemoryOf(CommandMessage command) => CommandSignature.IsNeeded(command.Kind) ? memory : asked;

    // Not remembered: the true command of that id may come yet.
    private CommandAnswer? Forged(CommandMessage command)
    {
        if (acts.Refusal(command, ActorOf(command)) is not { } why)
        {
            return null;
        }

        LogCommand(command.Id, command.Kind, command.Actor ?? "-", why.En);
        return new(command.Id, "refused", new WarningText(why.Zh, why.En), link.Now);
    }

    private async Task<CommandAnswer> RunAsync(CommandMessage command, CancellationToken stopping)
    {
        if (command.ExpiresAt < link.Now)
        {
            return Kept(command, "expired", s_expired);
        }

        Kept(command, "unknown", s_interrupted);
        var why = await RefusedAsync(command, stopping);
        LogCommand(command.Id, command.Kind, command.Actor ?? "-", why?.En ?? "done");
        return Kept(command, why is null ? "done" : "refused", why);
    }

    private CommandAnswer Kept(CommandMessage command, string outcome, LocalizedText? why)
    {
        var answer = new CommandAnswer(command.Id, outcome, why is null ? null : new WarningText(why.Zh, why.En), link.Now);
        MemoryOf(command).Keep(answer);
        return answer;
    }

    private async Task<LocalizedText?> RefusedAsync(CommandMessage command, CancellationToken stopping)
    {
        var (actor, reason) = (ActorOf(command), Short(command.Reason));
        switch (command)
        {
            case { Version: not 1 }:
                return new("不支持该命令版本", "this version of commands is not known");
            case { Kind: "acknowledge", Alarm: { Length: > 0 } alarm }:
                return await acts.AcknowledgeAsync(alarm, actor, reason, stopping);
            case { Kind: "sound", On: { } on }:
                return await acts.SoundAsync(on, actor, reason, stopping);
            case { Kind: "offerPack", Pack.Length: > 0 }:
                return acts.Offer(command, actor, reason);
            case { Kind: "table" }:
                acts.SendTable();
                return null;
            case { Kind: "resend", Lane: { } lane, Range: { After: >= 0 } range } when range.UpTo > range.After && range.UpTo <= link.Log.LastSequence:
                acts.Resend(lane, range);
                return null;
            default:
                return new("命令种类未知，或缺少该种类必需的内容", "the kind of command is not known, or what the kind needs is missing");
        }
    }

    private static string ActorOf(CommandMessage command) => $"center:{Short(command.Actor)}";

    private static string Short(string? text) => text is null ? "" : text.Length <= LongestText ? text : text[..LongestText];

    [LoggerMessage(7110, LogLevel.Information, "Command {Id} ({Kind}) of the center, by {Actor}: {Outcome}.")]
    private partial void LogCommand(string id, string kind, string actor, string outcome);

    [LoggerMessage(7111, LogLevel.Warning, "A command of the center cannot be read and was passed over: {Error}")]
    private partial void LogUnreadable(string error);
}
