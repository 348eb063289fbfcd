using System.Text.Json.Nodes;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Builders;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Compilation;

/// <summary>Puts the site's changes over a level, and holds that law is only tightened and that a loosened default says who and why.</summary>
internal static class OverrideRules
{
    /// <summary>The level with every change for this point in it, the last written on top.</summary>
    public static (RuleLevel Level, IReadOnlyList<(LevelOverride Change, int Index)> Changes) Apply(PackUse use, PackRule rule, RuleLevel level, Point point)
    {
        var changes = use.Overrides.Select((change, index) => (Change: change, Index: index)).Where(entry => IsFor(entry.Change, rule, level, point)).ToList();
        foreach (var (change, _) in changes)
        {
            level = level with
            {
                Limit = change.Limit ?? level.Limit,
                OnDelay = change.OnDelay ?? level.OnDelay,
                OffDelay = change.OffDelay ?? level.OffDelay,
                Latch = change.Latch ?? level.Latch,
                Enabled = change.Enabled ?? level.Enabled,
                With = Merged(level.With, change.With),
            };
        }

        return (level, changes);
    }

    /// <summary>Tells changes that are not allowed.</summary>
    /// <param name="before">As the pack has it; null when the pack leaves it to the site or out.</param>
    /// <param name="after">As the site wants it; null when switched off.</param>
    public static void Check(
        RuleLevel level, Condition? before, Condition? after, IReadOnlyList<(LevelOverride Change, int Index)> changes, Tightening tightening,
        string path, ConfigurationErrors errors)
    {
        if (before is null || changes.Count == 0 || Loosened(before, after, tightening) is not { } what)
        {
            return;
        }

        var (change, index) = changes[^1];
        var at = $"{path}.overrides[{index}]";
        if (level.Basis.Kind == BasisKind.Law)
        {
            errors.Add(
                $"{at}.{what}", Found(change), $"不得放宽：{level.Basis.Clause} 规定 {level.Limit}，只能加严", $"not looser: {level.Basis.Clause} sets {level.Limit}, it can be tightened only");
            return;
        }

        errors.Require(!string.IsNullOrWhiteSpace(change.Reason), $"{at}.reason", change.Reason, "放宽默认值须写明理由", "a reason, because the change loosens a default");
        errors.Require(!string.IsNullOrWhiteSpace(change.By), $"{at}.by", change.By, "放宽默认值须写明决定人（岗位或姓名缩写）", "who decided (role or initials), because the change loosens a default");
    }

    /// <summary>Name of the first thing that became looser; null when nothing did.</summary>
    public static string? Loosened(Condition before, Condition? after, Tightening tightening)
    {
        if (after is null)
        {
            return "enabled";
        }

        if (RuleTrial.IsEarlier(before, after, tightening))
        {
            return "limit";
        }

        if (after.OnDelay > before.OnDelay)
        {
            return "onDelay";
        }

        if (before.Latch && !after.Latch)
        {
            return "latch";
        }

        return after.OffDelay < before.OffDelay ? "offDelay" : OtherwiseChanged(before, after, tightening) ? "with" : null;
    }

    // Whether another parameter loosens only its type could say: it counts as if it did. A wider deadband clears later: tighter.
    private static bool OtherwiseChanged(Condition before, Condition after, Tightening tightening) => (before, after) switch
    {
        (ValueLimit left, ValueLimit right) => right.Deadband < left.Deadband,
        _ when tightening != Tightening.None && !before.Threshold.Equals(after.Threshold) => false,
        _ => before with { Basis = after.Basis, OnDelay = after.OnDelay, OffDelay = after.OffDelay, Latch = after.Latch } != after,
    };

    private static bool IsFor(LevelOverride change, PackRule rule, RuleLevel level, Point point) =>
        change.Rule == rule.Id && (change.Tier == WarningTier.None || change.Tier == level.Tier) && (change.Points is null || change.Points.Contains(point.Id));

    public static Dictionary<string, JsonNode?> Merged(IReadOnlyDictionary<string, JsonNode?> below, IReadOnlyDictionary<string, JsonNode?> above)
    {
        var merged = new Dictionary<string, JsonNode?>(below);
        foreach (var (name, value) in above)
        {
            merged[name] = value;
        }

        return merged;
    }

    private static string Found(LevelOverride change) =>
        string.Join(", ", new[] { change.Limit, change.OnDelay?.ToString(), change.OffDelay?.ToString(), change.Latch?.ToString(), change.Enabled?.ToString() }
            .Where(part => part is not null));
}
