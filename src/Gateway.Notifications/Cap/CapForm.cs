using System.Xml.Linq;

namespace Gateway.Notifications.Cap;

/// <summary>The form of a message: which elements, in which order, how often. As the schema of CAP 1.2 has it. Pure.</summary>
internal static class CapForm
{
    private static readonly XNamespace s_cap = CapWriter.Namespace;

    // name, least, most; in order. 0 = no upper bound.
    private static readonly (string Name, int Least, int Most)[] s_alert =
    [
        ("identifier", 1, 1), ("sender", 1, 1), ("sent", 1, 1), ("status", 1, 1), ("msgType", 1, 1), ("source", 0, 1), ("scope", 1, 1), ("restriction", 0, 1),
        ("addresses", 0, 1), ("code", 0, 0), ("note", 0, 1), ("references", 0, 1), ("incidents", 0, 1), ("info", 0, 0),
    ];

    private static readonly (string Name, int Least, int Most)[] s_info =
    [
        ("language", 0, 1), ("category", 1, 0), ("event", 1, 1), ("responseType", 0, 0), ("urgency", 1, 1), ("severity", 1, 1), ("certainty", 1, 1),
        ("audience", 0, 1), ("eventCode", 0, 0), ("effective", 0, 1), ("onset", 0, 1), ("expires", 0, 1), ("senderName", 0, 1), ("headline", 0, 1),
        ("description", 0, 1), ("instruction", 0, 1), ("web", 0, 1), ("contact", 0, 1), ("parameter", 0, 0), ("resource", 0, 0), ("area", 0, 0),
    ];

    private static readonly (string Name, int Least, int Most)[] s_resource =
        [("resourceDesc", 1, 1), ("mimeType", 1, 1), ("size", 0, 1), ("uri", 0, 1), ("derefUri", 0, 1), ("digest", 0, 1)];

    private static readonly (string Name, int Least, int Most)[] s_area =
        [("areaDesc", 1, 1), ("polygon", 0, 0), ("circle", 0, 0), ("geocode", 0, 0), ("altitude", 0, 1), ("ceiling", 0, 1)];

    private static readonly (string Name, int Least, int Most)[] s_value = [("valueName", 1, 1), ("value", 1, 1)];

    private static readonly Dictionary<string, (string Name, int Least, int Most)[]> s_forms = new(StringComparer.Ordinal)
    {
        ["alert"] = s_alert, ["info"] = s_info, ["resource"] = s_resource, ["area"] = s_area, ["eventCode"] = s_value, ["parameter"] = s_value, ["geocode"] = s_value,
    };

    public static void Check(XElement root, List<CapError> errors)
    {
        if (root.Name != s_cap + "alert")
        {
            errors.Add(new CapError("alert", root.Name.ToString(), new($"{{{CapWriter.Namespace}}}alert", $"{{{CapWriter.Namespace}}}alert")));
            return;
        }

        Walk(root, "alert", errors);
    }

    private static void Walk(XElement element, string path, List<CapError> errors)
    {
        if (!s_forms.TryGetValue(element.Name.LocalName, out var form))
        {
            if (element.HasElements)
            {
                errors.Add(new CapError(path, element.Elements().First().Name.LocalName, new("只有文本", "text only")));
            }

            return;
        }

        // Signatures and other additions of foreign namespaces may stand at the end of the alert.
        var children = element.Elements().Where(child => path != "alert" || child.Name.Namespace == s_cap).ToList();
        Order(form, children, path, errors);
        foreach (var child in children)
        {
            Walk(child, $"{path}.{child.Name.LocalName}", errors);
        }
    }

    private static void Order((string Name, int Least, int Most)[] form, List<XElement> children, string path, List<CapError> errors)
    {
        var at = 0;
        foreach (var (name, least, most) in form)
        {
            var count = children.Skip(at).TakeWhile(child => child.Name == s_cap + name).Count();
            if (count < least || (most > 0 && count > most))
            {
                var times = (least, most) switch { (1, 1) => "1", (1, 0) => "1..*", _ => "0..1" };
                errors.Add(new CapError($"{path}.{name}", $"{count}", new($"{times} 个，按标准的顺序", $"{times}, in the order of the standard")));
            }

            at += count;
        }

        if (at < children.Count)
        {
            errors.Add(new CapError(path, children[at].Name.LocalName, new("此处不允许此元素", "not allowed at this place")));
        }
    }
}
