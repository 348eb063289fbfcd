using Gateway.Core.Warnings;

namespace Gateway.Core.Conditions;

/// <summary>Sentences about several points of a wall.</summary>
internal static class SlopeGroupWords
{
    /// <summary>Each point with its tier and, where known, its velocity; those below <paramref name="least"/> too, at the end.</summary>
    public static (string Zh, string En) Points(InputView inputs, SlopeGroupWindow? group, WarningTier least)
    {
        List<string> zh = [], en = [];
        foreach (var i in Enumerable.Range(0, inputs.Count).OrderBy(i => inputs[i].ValueTier >= least ? 0 : 1))
        {
            var (point, tier) = (inputs.PointOf(i), inputs[i].ValueTier);
            var known = i < group?.Count && group[i].Assessment.IsKnown;
            var velocity = known ? $" {SlopeWords.Number(group![i].Assessment.Velocity.Value)} mm/d" : "";
            zh.Add($"{point.Name.Zh}（{Tier(tier).Zh}{velocity}）");
            en.Add($"{point.Name.En} ({Tier(tier).En}{velocity})");
        }

        return (string.Join("、", zh), string.Join(", ", en));
    }

    public static (string Zh, string En) Tier(WarningTier tier) => tier switch
    {
        WarningTier.Blue => ("蓝色", "blue"),
        WarningTier.Yellow => ("黄色", "yellow"),
        WarningTier.Orange => ("橙色", "orange"),
        WarningTier.Red => ("红色", "red"),
        _ => ("无预警", "no warning"),
    };
}
