using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gateway.Contracts.V1;

namespace Gateway.Notifications.Templates;

/// <summary>Text with <c>{name}</c> placeholders for the fields of a warning. Other braces stay, so JSON needs no escaping.</summary>
public static partial class WarningTemplate
{
    private static readonly Dictionary<string, Func<WarningMessage, object?>> s_fields = new(StringComparer.Ordinal)
    {
        ["id"] = m => m.Id, ["site"] = m => m.Site, ["point"] = m => m.Point, ["device"] = m => m.Device, ["area"] = m => m.Area,
        ["family"] = m => m.Family, ["unit"] = m => m.Unit, ["tier"] = m => m.Tier, ["fromTier"] = m => m.FromTier, ["alarm"] = m => m.Alarm,
        ["kind"] = m => m.Kind, ["quality"] = m => m.Quality, ["raise"] = m => m.Raise, ["value"] = m => m.Value, ["limit"] = m => m.Limit,
        ["pointNameZh"] = m => m.PointName.Zh, ["pointNameEn"] = m => m.PointName.En, ["tierNameZh"] = m => m.TierName.Zh,
        ["tierNameEn"] = m => m.TierName.En, ["reasonZh"] = m => m.Reason.Zh, ["reasonEn"] = m => m.Reason.En, ["rule"] = m => m.Rule.Id,
        ["clause"] = m => m.Rule.Clause, ["unreviewedDefault"] = m => m.Rule.UnreviewedDefault,
        ["type"] = m => m.Type, ["occurrence"] = m => m.Occurrence ?? "", ["ruleVersion"] = m => m.Rule.Version, ["source"] = m => m.Rule.Source is { } source ? $"{source.Zh} / {source.En}" : "",
        ["confidence"] = m => m.Rule.Confidence, ["law"] = m => m.Rule.Law,
        // Text stands between quotes in a template, so where there is none it is empty, not null.
        ["adviceZh"] = m => m.Advice?.Zh ?? "", ["adviceEn"] = m => m.Advice?.En ?? "", ["trustZh"] = m => m.Trust?.Zh ?? "",
        ["trustEn"] = m => m.Trust?.En ?? "", ["whyNotHigherZh"] = m => m.WhyNotHigher?.Zh ?? "", ["whyNotHigherEn"] = m => m.WhyNotHigher?.En ?? "",
        ["inputs"] = m => string.Join("; ", m.Inputs.Select(i => string.Create(CultureInfo.InvariantCulture, $"{i.Point} = {i.Value} {i.Unit} ({i.Quality})"))),
        ["eventTime"] = m => Iso(m.EventTime), ["decidedTime"] = m => Iso(m.DecidedTime),
    };

    /// <summary>Names that may stand in braces.</summary>
    public static IEnumerable<string> Names => s_fields.Keys;

    /// <summary>Names in the template that are none of <see cref="Names"/>.</summary>
    public static IEnumerable<string> UnknownNames(string template) =>
        Placeholder().Matches(template).Select(m => m.Groups["name"].Value).Where(n => !s_fields.ContainsKey(n));

    /// <summary>Fills a JSON template. Text is escaped and belongs between quotes; numbers and true/false go without; none is <c>null</c>.</summary>
    public static string FillJson(string template, WarningMessage message) => Fill(template, message, Escape);

    /// <summary>Fills a topic. What would change its levels or is no topic text becomes <c>_</c>.</summary>
    public static string FillTopic(string template, WarningMessage message) => Fill(template, message, TopicLevel);

    private static string Fill(string template, WarningMessage message, Func<object?, string> write) =>
        Placeholder().Replace(template, m => s_fields.TryGetValue(m.Groups["name"].Value, out var field) ? write(field(message)) : m.Value);

    private static string Escape(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => JsonEncodedText.Encode((string)value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
    };

    private static string TopicLevel(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture);
        return string.IsNullOrEmpty(text) ? "_" : Forbidden().Replace(text, "_");
    }

    private static string Iso(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{(?<name>[A-Za-z]+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"[+#/\u0000-\u001F]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Forbidden();
}
