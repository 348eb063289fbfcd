using System.Text.Json;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Drivers.Mqtt.Protocol;

namespace Gateway.Drivers.Mqtt.Mapping;

/// <summary>All JSON points of one topic, read in one walk over the document (and one over each array).</summary>
internal sealed class JsonMapping
{
    private readonly Scope _root = new();
    private readonly List<(MqttArrayOptions Options, IReadOnlyList<JsonStep> Path, ArrayScope Scope)> _arrays = [];

    public bool IsEmpty { get; private set; } = true;

    public void Add(PointReader reader, MqttPointBinding binding)
    {
        IsEmpty = false;
        if (binding.Array is not { } array)
        {
            reader.Locate(binding, _root, _root);
            _root.Points.Add(reader);
            return;
        }

        var scope = ScopeOf(array);
        reader.Locate(binding, scope, _root);
        scope.Add(reader, TopicTemplate.Fill(array.Id, binding.Variables));
    }

    /// <summary>Adds the readings of the message; null when at least one was found, else why not.</summary>
    public string? Read(ReadOnlySpan<byte> payload, in MessageContext context)
    {
        try
        {
            return ReadDocument(payload.StartsWith("\uFEFF"u8) ? payload[3..] : payload, context);
        }
        catch (JsonException e)
        {
            return $"Not JSON: {e.Message}";
        }
    }

    private ArrayScope ScopeOf(MqttArrayOptions array)
    {
        foreach (var (options, _, known) in _arrays)
        {
            if (options.Path == array.Path && options.IdPath == array.IdPath)
            {
                return known;
            }
        }

        var scope = new ArrayScope();
        scope.IdSlot = scope.SlotOf(array.IdPath);
        _arrays.Add((array, JsonPath.Parse(array.Path) ?? [], scope));
        return scope;
    }

    private string? ReadDocument(ReadOnlySpan<byte> payload, in MessageContext context)
    {
        Fill(payload, _root);
        var found = 0;
        foreach (var point in _root.Points)
        {
            found += point.ReadJson(payload, _root, _root, context) ? 1 : 0;
        }

        foreach (var (_, path, scope) in _arrays)
        {
            found += ReadArray(payload, path, scope, context);
        }

        return found > 0 ? null : "None of the configured JSON paths or ids is in the message.";
    }

    private static void Fill(ReadOnlySpan<byte> payload, Scope scope)
    {
        Array.Clear(scope.Values);
        var reader = new Utf8JsonReader(payload);
        if (reader.Read())
        {
            JsonWalk.Fill(ref reader, scope.Root, scope.Values);
        }

        while (reader.Read())
        {
            // Whatever follows the value makes the reader throw: half a document is no document.
        }
    }

    private int ReadArray(ReadOnlySpan<byte> payload, IReadOnlyList<JsonStep> path, ArrayScope scope, in MessageContext context)
    {
        var reader = new Utf8JsonReader(payload);
        reader.Read();
        if (!JsonWalk.Seek(ref reader, path) || reader.TokenType != JsonTokenType.StartArray)
        {
            return 0;
        }

        var found = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Array.Clear(scope.Values);
            JsonWalk.Fill(ref reader, scope.Root, scope.Values);
            found += ReadElement(payload, scope, context);
        }

        return found;
    }

    private int ReadElement(ReadOnlySpan<byte> payload, ArrayScope scope, in MessageContext context)
    {
        var points = scope.Points;
        if (scope.IdSlot >= 0)
        {
            var id = scope.Values[scope.IdSlot];
            points = id.IsMissing ? null : scope.PointsOf(id.In(payload));
        }

        var found = 0;
        if (points is null)
        {
            return found;
        }

        foreach (var point in points)
        {
            found += point.ReadJson(payload, scope, _root, context) ? 1 : 0;
        }

        return found;
    }
}
