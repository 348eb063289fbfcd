using System.Globalization;
using System.Net;
using System.Text;
using Gateway.Center.Access;
using Gateway.Center.Configuration;

namespace Gateway.Center.Composition;

/// <summary>Beginning of every page the center makes for paper: whose county, printed when and by whom; black on white on A4.</summary>
internal static class PrintedHead
{
    private const string Style =
        "@page{size:A4;margin:15mm}body{font:14px/1.5 \"Noto Sans SC\",\"Noto Sans CJK SC\",\"Microsoft YaHei\",sans-serif;color:#000;background:#fff;max-width:180mm;margin:0 auto;padding:8px;overflow-wrap:anywhere}"
        + "h1{font-size:20px}h2{font-size:16px;break-after:avoid}.head{display:flex;justify-content:space-between;gap:12px;border-bottom:1px solid #000;padding-bottom:4px;font-size:12px}pre{white-space:pre-wrap;font:inherit}";

    /// <summary>Up to and with the head line in the body.</summary>
    /// <param name="title">Not yet encoded.</param>
    public static StringBuilder Begin(string title, CountyOptions county, CurrentUser user, DateTimeOffset now, bool chinese)
    {
        var at = TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(county.TimeZone)).ToString("yyyy-MM-dd HH:mm:ss 'UTC'zzz", CultureInfo.InvariantCulture);
        var name = chinese ? $"{county.Name.Zh} · 风险监测预警中心" : $"{county.Name.En} · warning center";
        var printed = chinese ? $"打印时间 {at}　打印人 {user.Account}" : $"printed {at}, printed by {user.Account}";
        return new StringBuilder("<!doctype html><html lang=\"").Append(chinese ? "zh-CN" : "en").Append("\"><head><meta charset=\"utf-8\"><title>").Append(WebUtility.HtmlEncode(title)).Append("</title><style>")
            .Append(Style).Append("</style></head><body><p class=\"head\"><strong>").Append(WebUtility.HtmlEncode(name)).Append("</strong><span>").Append(WebUtility.HtmlEncode(printed)).Append("</span></p>");
    }
}
