using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Gateway.Center.Composition;

namespace Gateway.Center.Clocks.Reports;

/// <summary>The exact text of a report, as it is sent and hashed, and a page to print.</summary>
internal static class ReportText
{
    public static string Of(ReportClock clock, ReportVersion version, IReadOnlyList<ReportHeading> headings, TimeZoneInfo zone)
    {
        string Say(string zh, string en) => version.IsChinese ? zh : en;
        string At(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        if (clock.IsDrill)
        {
            text.Append(Say("【演练】本报告为演练内容，并非真实事故", "[DRILL] This report is part of a drill; there is no accident")).Append('\n');
        }

        text.Append(Say(clock.NameZh, clock.NameEn)).Append('\n');
        text.Append(Say("编号", "Number")).Append(": ").Append(clock.Id).Append(" v").Append(version.Number).Append('\n');
        var basis = clock.Basis == ClockBasis.Occurrence ? Say("发生时间", "occurrence") : Say("确认时间（发生时间不详）", "confirmation (time of occurrence not known)");
        text.Append(Say("计时起点", "Counted from")).Append(": ").Append(At(clock.StartedAt)).Append(' ').Append(basis).Append('\n');
        text.Append(Say("时限", "Due")).Append(": ").Append(At(clock.DueAt)).Append('\n');
        text.Append(Say("编写", "Written")).Append(": ").Append(version.By).Append(' ').Append(At(version.SavedAt)).Append('\n');
        foreach (var heading in headings)
        {
            text.Append('\n').Append(Say(heading.Name.Zh, heading.Name.En)).Append('\n').Append(heading.Text).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Lower case hex.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <param name="html">As <see cref="PrintedHead"/> begins it.</param>
    public static string Page(StringBuilder html, string text, IEnumerable<string> foot)
    {
        html.Append("<pre>").Append(WebUtility.HtmlEncode(text)).Append("</pre><hr>");
        foreach (var line in foot)
        {
            html.Append("<p>").Append(WebUtility.HtmlEncode(line)).Append("</p>");
        }

        return html.Append("</body></html>").ToString();
    }
}
