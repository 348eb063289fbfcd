using System.Globalization;
using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Edge.Ledger;

/// <summary>The sentences of ledger entries.</summary>
internal static class LedgerWords
{
    /// <summary>When it would have been, when the data came, and by which rules; then what judging says of it.</summary>
    public static LocalizedText Of(AlarmTransition entry, in LateStretch stretch)
    {
        var (at, first, last) = (Time(entry.EventTime), Time(stretch.ArrivedFirst), Time(stretch.ArrivedLast));
        var text = entry.Reason.Text;
        return entry.Event == AlarmEvent.WouldHaveAlarmed
            ? new LocalizedText(
                $"本应于 {at} 报警（数据于 {first} 至 {last} 到达，按现行规则判断）。{text.Zh}",
                $"Would have alarmed at {at} (the data arrived {first} to {last}; judged by the rules now in force). {text.En}")
            : new LocalizedText(
                $"本应于 {at} 恢复（数据于 {first} 至 {last} 到达，按现行规则判断）。{text.Zh}",
                $"Would have returned at {at} (the data arrived {first} to {last}; judged by the rules now in force). {text.En}");
    }

    private static string Time(long ticks) => new DateTime(ticks, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
