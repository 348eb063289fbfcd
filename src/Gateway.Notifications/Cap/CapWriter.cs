using System.Globalization;
using System.Text;
using System.Xml;

namespace Gateway.Notifications.Cap;

/// <summary>Writes CAP 1.2, elements in the order of the schema. Pure; any thread.</summary>
public static class CapWriter
{
    public const string Namespace = "urn:oasis:names:tc:emergency:cap:1.2";

    /// <returns>UTF-8 without byte order mark.</returns>
    /// <exception cref="ArgumentException">The alert breaks a rule of the standard; see <see cref="CapRules.Check"/>.</exception>
    public static byte[] Write(CapAlert alert)
    {
        if (CapRules.Check(alert) is { Count: > 0 } errors)
        {
            throw new ArgumentException(string.Join("; ", errors), nameof(alert));
        }

        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" }))
        {
            WriteAlert(xml, alert);
        }

        return stream.ToArray();
    }

    private static void WriteAlert(XmlWriter xml, CapAlert alert)
    {
        xml.WriteStartElement("alert", Namespace);
        Text(xml, "identifier", alert.Identifier);
        Text(xml, "sender", alert.Sender);
        Time(xml, "sent", alert.Sent);
        Text(xml, "status", alert.Status.ToString());
        Text(xml, "msgType", alert.MessageType.ToString());
        Text(xml, "source", alert.Source);
        Text(xml, "scope", alert.Scope.ToString());
        Text(xml, "restriction", alert.Restriction);
        Text(xml, "addresses", alert.Addresses);
        Each(alert.Codes, code => Text(xml, "code", code));
        Text(xml, "note", alert.Note);
        Text(xml, "references", alert.References.Count == 0 ? null : string.Join(' ', alert.References.Select(r => $"{r.Sender},{r.Identifier},{CapTime.Format(r.Sent)}")));
        Text(xml, "incidents", alert.Incidents.Count == 0 ? null : string.Join(' ', alert.Incidents));
        Each(alert.Infos, info => WriteInfo(xml, info));
        xml.WriteEndElement();
    }

    private static void WriteInfo(XmlWriter xml, CapInfo info)
    {
        xml.WriteStartElement("info", Namespace);
        Text(xml, "language", info.Language);
        Each(info.Categories, category => Text(xml, "category", category.ToString()));
        Text(xml, "event", info.Event);
        Each(info.Responses, response => Text(xml, "responseType", response.ToString()));
        Text(xml, "urgency", info.Urgency.ToString());
        Text(xml, "severity", info.Severity.ToString());
        Text(xml, "certainty", info.Certainty.ToString());
        Text(xml, "audience", info.Audience);
        Each(info.EventCodes, code => Value(xml, "eventCode", code));
        Time(xml, "effective", info.Effective);
        Time(xml, "onset", info.Onset);
        Time(xml, "expires", info.Expires);
        Text(xml, "senderName", info.SenderName);
        Text(xml, "headline", info.Headline);
        Text(xml, "description", info.Description);
        Text(xml, "instruction", info.Instruction);
        Text(xml, "web", info.Web);
        Text(xml, "contact", info.Contact);
        Each(info.Parameters, parameter => Value(xml, "parameter", parameter));
        Each(info.Areas, area => WriteArea(xml, area));
        xml.WriteEndElement();
    }

    private static void WriteArea(XmlWriter xml, CapArea area)
    {
        xml.WriteStartElement("area", Namespace);
        Text(xml, "areaDesc", area.Description);
        Each(area.Polygons, ring => Text(xml, "polygon", string.Join(' ', ring.Select(Point))));
        Each(area.Circles, circle => Text(xml, "circle", $"{Point(circle.Center)} {Number(circle.RadiusKm)}"));
        Each(area.Geocodes, code => Value(xml, "geocode", code));
        xml.WriteEndElement();
    }

    private static void Value(XmlWriter xml, string name, CapValue value)
    {
        xml.WriteStartElement(name, Namespace);
        xml.WriteElementString("valueName", Namespace, CapRules.Printable(value.Name));
        xml.WriteElementString("value", Namespace, CapRules.Printable(value.Value));
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string name, string? text)
    {
        if (text is not null)
        {
            xml.WriteElementString(name, Namespace, CapRules.Printable(text));
        }
    }

    private static void Time(XmlWriter xml, string name, DateTimeOffset? time) => Text(xml, name, time is { } at ? CapTime.Format(at) : null);

    private static string Point(CapPoint point) => $"{Number(point.Latitude)},{Number(point.Longitude)}";

    private static string Number(double number) => Math.Round(number, 6).ToString("0.######", CultureInfo.InvariantCulture);

    private static void Each<T>(IReadOnlyList<T> items, Action<T> write)
    {
        foreach (var item in items)
        {
            write(item);
        }
    }
}
