using System.Globalization;
using Gateway.Edge.Api;
using Gateway.Edge.Uplink;
using Spectre.Console;

namespace Gateway.Edge.Commands;

/// <summary>The line of <c>gateway top</c> about the link to the warning center: whether it hears us, how much waits, and why when it does not.</summary>
internal static class UplinkLine
{
    /// <summary>Markup with a line break before it; empty when no link is configured.</summary>
    public static string Of(HealthView health, DateTimeOffset now, bool chinese)
    {
        if (health.Uplink is not { } link)
        {
            return "";
        }

        var (colour, state) = StateOf(link, chinese);
        var waiting = chinese
            ? $"待确认 事件 {link.EventsUnreceipted} 批次 {link.BatchesUnreceipted}  待补传 {link.BacklogEntries}  最近确认 {Since(link.LastReceipt, now, "从未")}"
            : $"unconfirmed events {link.EventsUnreceipted} batches {link.BatchesUnreceipted}  to be sent late {link.BacklogEntries}  last receipt {Since(link.LastReceipt, now, "never")}";
        var trouble = link.Trouble is { } why ? $"  [red]{Markup.Escape(why.In(chinese))}[/]" : "";
        return $"\n[{colour}]{Markup.Escape($"{(chinese ? "预警中心" : "warning center")} {state}")}[/]  {Markup.Escape(waiting)}{trouble}";
    }

    private static (string Colour, string Text) StateOf(UplinkFigures link, bool chinese) => link switch
    {
        { SilentSince: { } since } => ("red", string.Create(CultureInfo.InvariantCulture, $"{(chinese ? "无确认，自" : "confirms nothing since")} {since:HH:mm:ss}Z")),
        { State: "online" } => ("green", chinese ? "在线" : "online"),
        _ => ("red", chinese ? "离线" : "offline"),
    };

    private static string Since(DateTimeOffset? last, DateTimeOffset now, string never) =>
        last is { } time ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, (now - time).TotalSeconds):0} s") : never;
}
