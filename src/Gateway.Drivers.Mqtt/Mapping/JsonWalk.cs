using System.Text.Json;

namespace Gateway.Drivers.Mqtt.Mapping;

/// <summary>Walks a document with a reader standing on the first token of a value; leaves it on the last.</summary>
internal static class JsonWalk
{
    /// <summary>Notes every wanted scalar below the node; skips the rest.</summary>
    public static void Fill(ref Utf8JsonReader reader, JsonNode node, Scalar[] values)
    {
        if (node.Slot >= 0)
        {
            values[node.Slot] = Here(ref reader);
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when !node.IsLeaf:
                FillObject(ref reader, node, values);
                break;
            case JsonTokenType.StartArray when !node.IsLeaf:
                FillArray(ref reader, node, values);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    /// <summary>Goes down a path; false when it is not there.</summary>
    public static bool Seek(ref Utf8JsonReader reader, IReadOnlyList<JsonStep> path)
    {
        for (var i = 0; i < path.Count; i++)
        {
            if (!(path[i].Name is { } name ? SeekName(ref reader, name) : SeekIndex(ref reader, path[i].Index)))
            {
                return false;
            }
        }

        return true;
    }

    private static void FillObject(ref Utf8JsonReader reader, JsonNode node, Scalar[] values)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var child = Match(ref reader, node);
            reader.Read();
            Continue(ref reader, child, values);
        }
    }

    private static void FillArray(ref Utf8JsonReader reader, JsonNode node, Scalar[] values)
    {
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            Continue(ref reader, node.Find(index), values);
        }
    }

    private static void Continue(ref Utf8JsonReader reader, JsonNode? child, Scalar[] values)
    {
        if (child is null)
        {
            reader.Skip();
        }
        else
        {
            Fill(ref reader, child, values);
        }
    }

    private static JsonNode? Match(ref Utf8JsonReader reader, JsonNode node)
    {
        var children = node.Children;
        for (var i = 0; i < children.Count; i++)
        {
            if (children[i].Step.Name is { } name && reader.ValueTextEquals(name))
            {
                return children[i].Node;
            }
        }

        return null;
    }

    private static Scalar Here(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex + (reader.TokenType == JsonTokenType.String ? 1 : 0);
        return new Scalar(reader.TokenType, start, reader.ValueSpan.Length);
    }

    private static bool SeekName(ref Utf8JsonReader reader, byte[] name)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(name);
            reader.Read();
            if (found)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static bool SeekIndex(ref Utf8JsonReader reader, int index)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index--)
        {
            if (index == 0)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
