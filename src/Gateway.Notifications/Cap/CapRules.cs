using System.Xml;
using Gateway.Core.Measurements;

namespace Gateway.Notifications.Cap;

/// <summary>What the standard demands of a message beyond its form. Pure.</summary>
public static class CapRules
{
    private const string NoSpaces = "不含空格、逗号、< 和 & 的文本";
    private const string NoSpacesEn = "text without spaces, commas, < and &";

    /// <summary>Identifier, sender and the like: 1 to 200 characters without blanks, commas, <c>&lt;</c> and <c>&amp;</c>.</summary>
    public static bool IsToken(string text) => text.Length is > 0 and <= 200 && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is ',' or '<' or '&');

    /// <summary>What XML cannot hold becomes U+FFFD.</summary>
    public static string Printable(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var pair = at + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[at + 1], text[at]);
            if (!pair && !XmlConvert.IsXmlChar(text[at]))
            {
                return Printable(string.Concat(text.AsSpan(0, at), "\uFFFD", text.AsSpan(at + 1)));
            }

            at += pair ? 1 : 0;
        }

        return text;
    }

    /// <returns>Everything that is wrong; empty when nothing is.</returns>
    public static IReadOnlyList<CapError> Check(CapAlert alert)
    {
        var errors = new List<CapError>();
        Token(errors, "identifier", alert.Identifier);
        Token(errors, "sender", alert.Sender);
        Demand(errors, alert.Scope != CapScope.Restricted || alert.Restriction is { Length: > 0 }, "restriction", "", "scope 为 Restricted 时必填", "needed when scope is Restricted");
        Demand(errors, alert.Scope != CapScope.Private || alert.Addresses is { Length: > 0 }, "addresses", "", "scope 为 Private 时必填", "needed when scope is Private");
        Demand(
            errors, alert.MessageType is CapMessageType.Alert || alert.References.Count > 0, "references", "", "Alert 以外的消息须引用先前的消息", "every message but an Alert refers to an earlier one");
        Demand(errors, alert.Infos.Count > 0 || alert.MessageType is CapMessageType.Ack or CapMessageType.Error or CapMessageType.Cancel, "info", "", "至少一个", "at least one");
        foreach (var reference in alert.References)
        {
            Token(errors, "references", reference.Sender);
            Token(errors, "references", reference.Identifier);
        }

        for (var at = 0; at < alert.Infos.Count; at++)
        {
            Check(errors, alert.Infos[at], $"info[{at}]");
        }

        return errors;
    }

    private static void Check(List<CapError> errors, CapInfo info, string path)
    {
        Demand(errors, info.Categories.Count > 0, $"{path}.category", "", "至少一个", "at least one");
        Demand(errors, !string.IsNullOrWhiteSpace(info.Event), $"{path}.event", info.Event, "非空", "not empty");
        Demand(errors, info.Expires is not { } end || info.Effective is not { } begin || end > begin, $"{path}.expires", info.Expires?.ToString("O") ?? "", "晚于 effective", "after effective");
        for (var at = 0; at < info.Areas.Count; at++)
        {
            Check(errors, info.Areas[at], $"{path}.area[{at}]");
        }
    }

    private static void Check(List<CapError> errors, CapArea area, string path)
    {
        Demand(errors, !string.IsNullOrWhiteSpace(area.Description), $"{path}.areaDesc", area.Description, "非空", "not empty");
        foreach (var ring in area.Polygons)
        {
            Demand(errors, ring.Count >= 4 && ring[0] == ring[^1], $"{path}.polygon", $"{ring.Count}", "至少四点，首尾相同", "at least four points, the first is the last");
            Demand(errors, ring.All(OnEarth), $"{path}.polygon", "", "纬度 ±90、经度 ±180 以内", "latitude within 90, longitude within 180 degrees");
        }

        foreach (var circle in area.Circles)
        {
            Demand(errors, OnEarth(circle.Center) && circle.RadiusKm is >= 0 and <= 20_040, $"{path}.circle", $"{circle}", "经纬度有效，半径 0 至 20040 km", "a place on earth, radius 0 to 20040 km");
        }
    }

    private static bool OnEarth(CapPoint point) => point is { Latitude: >= -90 and <= 90, Longitude: >= -180 and <= 180 };

    private static void Token(List<CapError> errors, string path, string found) => Demand(errors, IsToken(found), path, found, NoSpaces, NoSpacesEn);

    private static void Demand(List<CapError> errors, bool holds, string path, string found, string zh, string en)
    {
        if (!holds)
        {
            errors.Add(new CapError(path, found, new LocalizedText(zh, en)));
        }
    }
}

/// <param name="Path">Element, for example <c>info[0].area[0].polygon</c>.</param>
public sealed record CapError(string Path, string Found, LocalizedText Allowed);
