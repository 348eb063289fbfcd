using Gateway.Contracts.V1;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Gateway.Notifications.Log;

/// <summary>Writes each warning to the program's log, red and orange as critical.</summary>
public sealed partial class LogWarningChannel(ILogger logger, string name = "log") : IWarningChannel
{
    public string Name { get; } = name;

    public WarningPath Path => WarningPath.Live;

    public ValueTask<NotifyOutcome> SendAsync(WarningEvent warning, CancellationToken cancellation)
    {
        var level = warning.To switch
        {
            >= WarningTier.Orange => LogLevel.Critical,
            > WarningTier.None => LogLevel.Warning,
            _ => LogLevel.Information,
        };
        var message = WarningMessageFactory.Create(warning, "");
        var rule = message.Rule;
        LogWarning(
            logger, level, message.Point, warning.From, warning.To, message.TierName.Zh, message.Reason.Zh, message.Reason.En,
            rule.UnreviewedDefault ? "default threshold, not reviewed" : rule.ReviewedBy ?? "", rule.Id, rule.Version, rule.Clause, rule.Confidence,
            message.Advice?.Zh ?? "-", message.Advice?.En ?? "-");
        return ValueTask.FromResult(NotifyOutcome.Delivered);
    }

    [LoggerMessage(
        EventId = 6010,
        Message = "Point {Point} went from {From} to {To} ({TierZh}): {ReasonZh} / {ReasonEn} [{Review}; rule {Rule} {Version} {Clause} {Confidence}] {AdviceZh} / {AdviceEn}")]
    private static partial void LogWarning(
        ILogger logger, LogLevel level, string point, WarningTier from, WarningTier to, string tierZh, string reasonZh, string reasonEn, string review,
        string rule, string version, string clause, string confidence, string adviceZh, string adviceEn);
}
