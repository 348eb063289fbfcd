using Gateway.Core.Measurements;

namespace Gateway.Edge.Uplink;

/// <summary>What goes wrong with the link, told in the log of the program and, where it says something about data, in the log of the site. One caller at a time for each.</summary>
internal sealed partial class UplinkTroubles(UplinkSite site, ILogger logger)
{
    private bool _foreignTold;
    private LocalizedText? _tableTrouble;

    /// <summary>A receipt for a log of another name; told once.</summary>
    public void Foreign(string epoch)
    {
        if (!_foreignTold)
        {
            _foreignTold = true;
            LogForeign(epoch);
        }
    }

    /// <summary>Told when it changes.</summary>
    /// <param name="trouble">Why the center refuses the table; null = it does not.</param>
    public void Table(LocalizedText? trouble)
    {
        if (trouble is not null && trouble != _tableTrouble)
        {
            LogTableRefused(trouble.En);
            site.Record("tableRefused", trouble);
        }

        _tableTrouble = trouble;
    }

    /// <param name="why">Why a receipt is not taken as the center's.</param>
    public void Forged(LocalizedText why)
    {
        LogForged(why.En);
        site.Record("receiptNotSigned", why);
    }

    public void LedgerFell(long sequence)
    {
        LogLedgerFell(sequence);
        site.Record("centerLedgerFell", new LocalizedText(
            $"中心台账退回到第 {sequence} 条：可能被截断或恢复自备份", $"the center's ledger went back to entry {sequence}: it may have been cut short, or put back from a copy"));
    }

    /// <param name="epoch">The new name.</param>
    public void Renewed(string epoch)
    {
        LogRenewed(epoch);
        site.Record("logNamedAnew", new LocalizedText("网关日志曾被旧副本替换，已换用新的日志标识并重新上传", "the gateway's log was replaced by an older copy; it has a new name and is sent anew"));
    }

    [LoggerMessage(7100, LogLevel.Warning, "A part of the link to the center failed; it is tried again.")]
    public partial void StepFailed(Exception error);

    [LoggerMessage(7101, LogLevel.Warning, "A receipt of the center cannot be read and was passed over: {Error}")]
    public partial void Unreadable(string error);

    [LoggerMessage(7105, LogLevel.Warning, "Too many commands of the center wait; one was passed over and will come again.")]
    public partial void CommandsFull();

    [LoggerMessage(7102, LogLevel.Warning, "The center sent a receipt for another log, {Epoch}; it was passed over. Told once.")]
    private partial void LogForeign(string epoch);

    [LoggerMessage(7103, LogLevel.Critical, "What the center has under the name of this log is not in it: an older copy was put back. The log has a new name, {Epoch}, and is sent anew.")]
    private partial void LogRenewed(string epoch);

    [LoggerMessage(7104, LogLevel.Error, "The center's ledger went back to entry {Sequence}: it may have been cut short, or put back from a copy.")]
    private partial void LogLedgerFell(long sequence);

    [LoggerMessage(7107, LogLevel.Error, "Receipts are not taken as the center's: {Why}.")]
    private partial void LogForged(string why);

    [LoggerMessage(7106, LogLevel.Error, "Link to the center: {Trouble}.")]
    private partial void LogTableRefused(string trouble);
}
