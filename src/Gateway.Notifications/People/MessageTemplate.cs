using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Gateway.Notifications.People;

/// <summary>How what is filled in is written.</summary>
public enum TemplateEscape
{
    /// <summary>Inside a JSON string.</summary>
    Json = 0,

    /// <summary>A form field or a part of a URL.</summary>
    Form = 1,

    /// <summary>Text of an XML element or attribute.</summary>
    Xml = 2,
}

/// <summary>Text with the placeholders <c>{id} {address} {subject} {text} {link} {secret}</c>. Other braces stay.</summary>
public static partial class MessageTemplate
{
    public static IReadOnlyList<string> Names { get; } = ["id", "address", "subject", "text", "link", "secret"];

    public static IEnumerable<string> UnknownNames(string template) =>
        Placeholder().Matches(template).Select(match => match.Groups["name"].Value).Where(name => !Names.Contains(name, StringComparer.Ordinal));

    public static string Fill(string template, PersonMessage message, string? secret, TemplateEscape escape) => Placeholder().Replace(
        template, match => ValueOf(match.Groups["name"].Value, message, secret) is { } value ? Escape(value, escape) : match.Value);

    private static string? ValueOf(string name, PersonMessage message, string? secret) => name switch
    {
        "id" => message.Id,
        "address" => message.Address,
        "subject" => message.Subject,
        "text" => message.Text,
        "link" => message.AnswerLink ?? "",
        "secret" => secret ?? "",
        _ => null,
    };

    private static string Escape(string value, TemplateEscape escape) => escape switch
    {
        TemplateEscape.Form => Uri.EscapeDataString(value),
        TemplateEscape.Xml => System.Security.SecurityElement.Escape(value),
        _ => JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
    };

    [GeneratedRegex(@"\{(?<name>[A-Za-z]+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
