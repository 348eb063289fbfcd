using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Gateway.Notifications.Cap;

/// <summary>Reads and checks CAP 1.2 from outside. No DTD, no entities, no reference is followed; size and depth are limited. Pure; any thread.</summary>
public static class CapReader
{
    /// <summary>Bytes of a message.</summary>
    public const int MaxBytes = 256 * 1024;

    private const int MaxDepth = 12;
    private const int MaxInfos = 20;
    private const int MaxRing = 2_000;
    private static readonly XNamespace s_cap = CapWriter.Namespace;

    /// <returns>Null with all errors when it is no valid CAP 1.2 message.</returns>
    public static CapAlert? Read(ReadOnlyMemory<byte> utf8, out IReadOnlyList<CapError> errors)
    {
        var found = new List<CapError>();
        errors = found;
        if (Load(utf8, found) is not { } root)
        {
            return null;
        }

        CapForm.Check(root, found);
        if (found.Count > 0)
        {
            return null;
        }

        var alert = Alert(root, found);
        found.AddRange(CapRules.Check(alert));
        return found.Count == 0 ? alert : null;
    }

    private static XElement? Load(ReadOnlyMemory<byte> utf8, List<CapError> errors)
    {
        try
        {
            if (utf8.Length > MaxBytes)
            {
                throw new XmlException($"{utf8.Length} > {MaxBytes}");
            }

            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxBytes, IgnoreComments = true, IgnoreProcessingInstructions = true };
            using var stream = new MemoryStream(utf8.ToArray(), writable: false);
            using var reader = new DepthReader(XmlReader.Create(stream, settings), MaxDepth);
            return XElement.Load(reader);
        }
        catch (XmlException damage)
        {
            errors.Add(new CapError("alert", damage.Message, new("无 DTD、不超过 256 KB 的 XML", "XML without DTD, 256 KB at most")));
            return null;
        }
    }

    private static CapAlert Alert(XElement root, List<CapError> errors) => new()
    {
        Identifier = Text(root, "identifier") ?? "", Sender = Text(root, "sender") ?? "", Sent = Time(root, "sent", errors) ?? default,
        Status = Word<CapStatus>(root, "status", errors), MessageType = Word<CapMessageType>(root, "msgType", errors), Source = Text(root, "source"),
        Scope = Word<CapScope>(root, "scope", errors), Restriction = Text(root, "restriction"), Addresses = Text(root, "addresses"),
        Codes = [.. root.Elements(s_cap + "code").Select(code => code.Value)], Note = Text(root, "note"), References = References(root, errors),
        Incidents = Text(root, "incidents")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [],
        Infos = [.. root.Elements(s_cap + "info").Take(MaxInfos).Select(info => Info(info, errors))],
    };

    private static CapInfo Info(XElement info, List<CapError> errors) => new()
    {
        Language = Text(info, "language") ?? "en-US", Categories = Words<CapCategory>(info, "category", errors), Event = Text(info, "event") ?? "",
        Responses = Words<CapResponse>(info, "responseType", errors), Urgency = Word<CapUrgency>(info, "urgency", errors),
        Severity = Word<CapSeverity>(info, "severity", errors), Certainty = Word<CapCertainty>(info, "certainty", errors), Audience = Text(info, "audience"),
        EventCodes = Values(info, "eventCode"), Effective = Time(info, "effective", errors), Onset = Time(info, "onset", errors), Expires = Time(info, "expires", errors),
        SenderName = Text(info, "senderName"), Headline = Text(info, "headline"), Description = Text(info, "description"), Instruction = Text(info, "instruction"),
        Web = Text(info, "web"), Contact = Text(info, "contact"), Parameters = Values(info, "parameter"),
        Areas = [.. info.Elements(s_cap + "area").Select(area => Area(area, errors))],
    };

    private static CapArea Area(XElement area, List<CapError> errors) => new(
        Text(area, "areaDesc") ?? "", [.. area.Elements(s_cap + "polygon").Select(ring => Ring(ring.Value, errors))],
        [.. area.Elements(s_cap + "circle").Select(circle => Circle(circle.Value, errors))], Values(area, "geocode"));

    private static List<CapPoint> Ring(string text, List<CapError> errors) =>
        [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MaxRing).Select(point => Point(point, "polygon", errors))];

    private static CapCircle Circle(string text, List<CapError> errors)
    {
        var parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var radius = double.NaN;
        if (parts.Length != 2 || !Number(parts[1], out radius))
        {
            errors.Add(new CapError("circle", text, new("纬度,经度 半径", "latitude,longitude radius")));
        }

        return new CapCircle(Point(parts.FirstOrDefault() ?? "", "circle", errors), radius);
    }

    private static CapPoint Point(string text, string path, List<CapError> errors)
    {
        var parts = text.Split(',');
        if (parts.Length == 2 && Number(parts[0], out var latitude) && Number(parts[1], out var longitude))
        {
            return new CapPoint(latitude, longitude);
        }

        errors.Add(new CapError(path, text, new("纬度,经度", "latitude,longitude")));
        return default;
    }

    private static bool Number(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private static List<CapReference> References(XElement root, List<CapError> errors)
    {
        var references = new List<CapReference>();
        foreach (var text in Text(root, "references")?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            if (text.Split(',') is [var sender, var identifier, var sent] && CapTime.TryParse(sent) is { } time)
            {
                references.Add(new CapReference(sender, identifier, time));
            }
            else
            {
                errors.Add(new CapError("references", text, new("发送者,标识,时间", "sender,identifier,sent")));
            }
        }

        return references;
    }

    private static IReadOnlyList<CapValue> Values(XElement parent, string name) =>
        [.. parent.Elements(s_cap + name).Select(value => new CapValue(Text(value, "valueName") ?? "", Text(value, "value") ?? ""))];

    private static string? Text(XElement parent, string name) => parent.Element(s_cap + name)?.Value;

    private static DateTimeOffset? Time(XElement parent, string name, List<CapError> errors)
    {
        if (Text(parent, name) is not { } text)
        {
            return null;
        }

        var time = CapTime.TryParse(text.Trim());
        if (time is null)
        {
            errors.Add(new CapError(name, text, new("形如 2026-03-02T08:00:00+08:00，不用 Z", "as in 2026-03-02T08:00:00+08:00, not Z")));
        }

        return time;
    }

    private static T Word<T>(XElement parent, string name, List<CapError> errors)
        where T : struct, Enum =>
        Parse<T>(Text(parent, name) ?? "", name, errors);

    private static IReadOnlyList<T> Words<T>(XElement parent, string name, List<CapError> errors)
        where T : struct, Enum =>
        [.. parent.Elements(s_cap + name).Select(word => Parse<T>(word.Value, name, errors))];

    private static T Parse<T>(string text, string path, List<CapError> errors)
        where T : struct, Enum
    {
        if (Enum.GetNames<T>().Contains(text, StringComparer.Ordinal))
        {
            return Enum.Parse<T>(text);
        }

        var allowed = string.Join(", ", Enum.GetNames<T>());
        errors.Add(new CapError(path, text, new(allowed, allowed)));
        return default;
    }
}
