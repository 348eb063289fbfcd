using System.Text.Json.Nodes;
using System.Text.Json;
using Gateway.Rules.Json;
using Gateway.Rules.Quantities;

namespace Gateway.Rules.Compilation;

/// <summary>What has nothing to do with the unit of the point: durations, bare numbers, words.</summary>
public sealed partial class ParameterReader
{
    public TimeSpan Duration(string name, TimeSpan? fallback = null)
    {
        if (!TryText(name, DurationText.AllowedZh, DurationText.AllowedEn, out var text))
        {
            return fallback ?? Lacking(name, TimeSpan.Zero);
        }

        if (!DurationText.TryParse(text, out var duration))
        {
            Wrong(name, text, DurationText.AllowedZh, DurationText.AllowedEn);
        }

        return duration;
    }

    /// <summary>One duration or a list of them; never empty.</summary>
    public IReadOnlyList<TimeSpan> Durations(string name, IReadOnlyList<TimeSpan> fallback)
    {
        if (!TryNode(name, out var node) || node is not JsonArray)
        {
            return node is null ? fallback : [Duration(name)];
        }

        var read = new List<TimeSpan>();
        foreach (var text in Texts(name, []))
        {
            if (DurationText.TryParse(text, out var duration) && duration > TimeSpan.Zero)
            {
                read.Add(duration);
            }
            else
            {
                Wrong(name, text, DurationText.AllowedZh, DurationText.AllowedEn);
            }
        }

        return read.Count > 0 ? read : fallback;
    }

    /// <summary>True when the parameter is absent or is this word.</summary>
    public bool IsWord(string name, string word) =>
        !TryNode(name, out var node) || (node is JsonValue value && value.TryGetValue<string>(out var text) && text == word);

    /// <summary>A bare number.</summary>
    public double Number(string name, double? fallback = null)
    {
        if (!TryNode(name, out var node))
        {
            return Fallback(name, fallback);
        }

        return node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            ? value.Deserialize<double>(StrictJson.Options)
            : Wrong(name, node.ToJsonString(), "数字", "a number");
    }

    /// <summary>A whole number in the range given.</summary>
    public int Count(string name, int least, int most, int? fallback = null)
    {
        if (!TryNode(name, out var node))
        {
            return fallback ?? Lacking(name, least);
        }

        if (node is JsonValue value && value.TryGetValue<int>(out var count) && count >= least && count <= most)
        {
            return count;
        }

        Wrong(name, node.ToJsonString(), $"{least} 至 {most} 的整数", $"a whole number from {least} to {most}");
        return least;
    }

    public bool Flag(string name, bool fallback)
    {
        if (!TryNode(name, out var node))
        {
            return fallback;
        }

        if (node is JsonValue value && value.TryGetValue<bool>(out var flag))
        {
            return flag;
        }

        Wrong(name, node.ToJsonString(), "true | false", "true | false");
        return fallback;
    }

    /// <summary>One of a few words.</summary>
    public string Word(string name, IReadOnlyList<string> words, string? fallback = null)
    {
        var list = string.Join(" | ", words);
        if (!TryText(name, "其中之一：" + list, "one of: " + list, out var text))
        {
            return fallback ?? Lacking(name, words[0]);
        }

        if (!words.Contains(text))
        {
            Wrong(name, text, "其中之一：" + list, "one of: " + list);
            return words[0];
        }

        return text;
    }

    /// <summary>Free text, not empty.</summary>
    public string Text(string name, string? fallback = null) =>
        TryText(name, "文字", "a text", out var text) ? text : fallback ?? Lacking(name, "");

    public IReadOnlyList<string> Texts(string name, IReadOnlyList<string> fallback)
    {
        if (!TryNode(name, out var node))
        {
            return fallback;
        }

        if (node is JsonArray list && list.All(item => item is JsonValue value && value.TryGetValue<string>(out _)))
        {
            return [.. list.Select(item => item!.GetValue<string>())];
        }

        Wrong(name, node.ToJsonString(), "文字数组", "a list of texts");
        return fallback;
    }
}
