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
        var reason = warning.Cause.Reason;
        LogWarning(
            logger, level, warning.Point.Id, warning.From, warning.To, WarningMessageFactory.TierName(warning.To).Zh, reason.Text.Zh, reason.Text.En,
            reason.Basis.IsUnreviewedDefault ? "default threshold, not reviewed" : reason.Basis.ReviewedBy ?? "");
        return ValueTask.FromResult(NotifyOutcome.Delivered);
    }

    [LoggerMessage(EventId = 6010, Message = "Point {Point} went from {From} to {To} ({TierZh}): {ReasonZh} / {ReasonEn} [{Review}]")]
    private static partial void LogWarning(
        ILogger logger, LogLevel level, string point, WarningTier from, WarningTier to, string tierZh, string reasonZh, string reasonEn, string review);
}
