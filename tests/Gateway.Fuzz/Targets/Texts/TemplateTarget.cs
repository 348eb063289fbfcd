using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Gateway.Contracts.V1;
using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Fuzz.Engine;
using Gateway.Fuzz.Targets.Link;
using Gateway.Notifications.People;
using Gateway.Notifications.Templates;

namespace Gateway.Fuzz.Targets.Texts;

/// <summary>
/// Texts from sites and people put into what is sent to others: no text leaves its place in JSON, XML, a form or a topic. And addresses: what is not
/// public is never taken for public, however it is written.
/// </summary>
internal sealed class TemplateTarget : FuzzTarget
{
    public override string Name => "templates";

    public override int MaxLength => 600;

    public override IReadOnlyList<string> Tokens { get; } =
        ["{reasonZh}", "{secret}", "{id}", "\"", "\\", "</a>", "&", "%", "+", "#", "/", "127.0.0.1", "::ffff:127.0.0.1", "::1", "0x7f.1", "2130706433", "169.254.169.254", "[::]", "::ffff:a00:1", "10.1"];

    public override IEnumerable<byte[]> Seeds() => ["瓦斯超限 \"1\" <2>"u8.ToArray(), "10.0.0.1"u8.ToArray(), "::ffff:127.0.0.1"u8.ToArray()];

    public override string Execute(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        var warning = LinkMessagesGood.Warning with { Reason = new WarningText(text, text), Point = text, Area = text };
        using (var json = JsonDocument.Parse(WarningTemplate.FillJson("""{"a":"{reasonZh}","b":{value},"c":"{point}"}""", warning)))
        {
            Oracle.Demand(json.RootElement.GetProperty("a").GetString() == text && json.RootElement.EnumerateObject().Count() == 3, "a text stays within its JSON string");
        }

        var topic = WarningTemplate.FillTopic("w/{point}/x", warning);
        Oracle.Demand(topic.Count(letter => letter == '/') == 2 && topic.AsSpan().IndexOfAny('+', '#') < 0, "a text stays within its level of a topic");
        Oracle.Demand(!TopicFilter.IsValid(topic) || TopicFilter.IsValidTopic(topic), "a filled topic is no filter");
        CheckMessages(text);
        return $"{Address(text)} {text.Length / 50}";
    }

    private static void CheckMessages(string text)
    {
        var message = new PersonMessage("m1", text, text, text, null);
        using (var json = JsonDocument.Parse(MessageTemplate.Fill("""{"a":"{text}"}""", message, text, TemplateEscape.Json)))
        {
            Oracle.Demand(json.RootElement.GetProperty("a").GetString() == text, "a message stays within its JSON string");
        }

        var form = MessageTemplate.Fill("a={text}&b=1", message, null, TemplateEscape.Form);
        Oracle.Demand(form.Count(letter => letter == '&') == 1 && form.Count(letter => letter == '=') == 2, "a message stays within its field of a form");
        if (!text.Any(letter => char.IsControl(letter) || letter is '\uFFFE' or '\uFFFF'))
        {
            Oracle.Demand(XElement.Parse(MessageTemplate.Fill("<a>{text}</a>", message, null, TemplateEscape.Xml), LoadOptions.PreserveWhitespace).Value == text, "a message stays within its element of XML");
        }
    }

    private static string Address(string text)
    {
        if (!IPAddress.TryParse(text.Trim(), out var address))
        {
            return "none";
        }

        var isPublic = AddressGuard.IsPublic(address);
        Oracle.Demand(!isPublic || !IPAddress.IsLoopback(address), "loopback is not public");
        var mapped = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? address.MapToIPv6() : address;
        Oracle.Demand(AddressGuard.IsPublic(mapped) == isPublic, "an address is as public when written as IPv6");
        return $"{address.AddressFamily} {isPublic}";
    }
}
