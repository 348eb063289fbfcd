using System.Globalization;
using System.Text;

namespace Gateway.Drivers.Mqtt.Mapping;

/// <summary>One step of a path: a property name, or an index into an array.</summary>
/// <param name="Name">UTF-8; null for an index.</param>
internal readonly record struct JsonStep(byte[]? Name, int Index);

/// <summary>Paths such as <c>data.ch[0].value</c>, <c>$.a</c> and <c>['a.b'].c</c>: the child steps of RFC 9535, nothing more.</summary>
internal static class JsonPath
{
    /// <returns>Null when it is not a path.</returns>
    public static IReadOnlyList<JsonStep>? Parse(string path)
    {
        var steps = new List<JsonStep>();
        var rest = path.AsSpan();
        rest = rest.StartsWith("$") ? rest[1..] : rest;
        var first = true;
        while (!rest.IsEmpty)
        {
            var step = rest[0] == '[' ? TakeBracket(ref rest) : TakeName(ref rest, first);
            if (step is not { } good)
            {
                return null;
            }

            steps.Add(good);
            first = false;
        }

        return steps;
    }

    private static JsonStep? TakeBracket(ref ReadOnlySpan<char> rest)
    {
        var quoted = rest.StartsWith("['");
        var end = quoted ? rest.IndexOf("']") : rest.IndexOf(']');
        if (end < 2)
        {
            return null;
        }

        var inner = rest[(quoted ? 2 : 1)..end];
        rest = rest[(end + (quoted ? 2 : 1))..];
        if (quoted)
        {
            return new JsonStep(Encoding.UTF8.GetBytes(inner.ToString()), 0);
        }

        return int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? new JsonStep(null, index) : null;
    }

    private static JsonStep? TakeName(ref ReadOnlySpan<char> rest, bool first)
    {
        if (rest[0] == '.')
        {
            rest = rest[1..];
        }
        else if (!first)
        {
            return null;
        }

        var end = rest.IndexOfAny('.', '[');
        var name = end < 0 ? rest : rest[..end];
        rest = rest[name.Length..];
        return name.IsEmpty ? null : new JsonStep(Encoding.UTF8.GetBytes(name.ToString()), 0);
    }
}
