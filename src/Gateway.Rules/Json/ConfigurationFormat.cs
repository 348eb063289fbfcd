using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Configuration;

namespace Gateway.Rules.Json;

/// <summary>One change of the form of a configuration, from a format to the next.</summary>
/// <param name="From">Format it begins at; it ends at the next number.</param>
/// <param name="What">What changed, for whoever carries it into the file.</param>
/// <param name="Apply">Changes the document; must leave what it does not know as it is.</param>
public sealed record FormatStep(int From, LocalizedText What, Action<JsonObject> Apply);

/// <summary>
/// The member <c>format</c> of a configuration: a file written for an earlier version is read as it was meant, in memory, step by step; one of a later version is refused. The file itself is never
/// rewritten, since it holds its owner's comments: <see cref="Upgrade"/> tells what to change in it.
/// </summary>
public static class ConfigurationFormat
{
    private const string Member = "format";

    /// <param name="steps">From 1 on without a hole; the present format is one more than their number.</param>
    /// <returns>Steps that were applied.</returns>
    public static IReadOnlyList<FormatStep> Upgrade(JsonObject root, string name, IReadOnlyList<FormatStep> steps, ConfigurationErrors errors)
    {
        var present = steps.Count + 1;
        var written = root[Member];
        root.Remove(Member);
        var format = written switch
        {
            null => 1,
            JsonValue value when value.TryGetValue<int>(out var number) => number,
            _ => 0,
        };
        if (format < 1 || format > present)
        {
            var found = written?.ToJsonString();
            errors.Add(
                $"{name}: {Member}", found?.Length > 40 ? found[..40] : found, format > present ? $"最高为 {present}：该文件为更新的版本所写，请升级本程序" : $"1 至 {present} 的整数",
                format > present ? $"at most {present.ToString(CultureInfo.InvariantCulture)}: the file was written for a newer version, upgrade this program" : $"a whole number, 1 to {present}");
            return [];
        }

        var applied = steps.Where(step => step.From >= format).OrderBy(step => step.From).ToList();
        applied.ForEach(step => step.Apply(root));
        return applied;
    }
}
