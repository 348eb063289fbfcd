using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;
using Gateway.Rules.Quantities;

namespace Gateway.Rules.Tests.Packs;

/// <summary>
/// Below, at and above every limit that a shipped pack names for a value, made from the pack's own numbers and judged by the
/// engine that judges live.
/// </summary>
public sealed class PackBoundaryTests
{
    private const long Start = 638_000_000_000_000_000;

    /// <summary>Every level of every rule with a limit on the value itself: pack, rule, tier, quantity, substance.</summary>
    public static TheoryData<string, string, string, string, string> Levels
    {
        get
        {
            var rows = new TheoryData<string, string, string, string, string>();
            foreach (var (pack, rule, level, point) in All())
            {
                rows.Add(pack.Id, rule.Id, level.Tier.ToString(), point.Quantity, point.Substance);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void A_value_beyond_the_limit_raises_and_one_short_of_it_does_not(string packId, string ruleId, string tier, string quantity, string substance)
    {
        var (pack, rule, level, point) = All().First(row => row.Pack.Id == packId && row.Rule.Id == ruleId && row.Level.Tier.ToString() == tier
            && row.Point.Quantity == quantity && row.Point.Substance == substance);
        if (Compile(pack, rule, level, point) is not { } condition)
        {
            return;
        }

        var step = Math.Max(1e-6, Math.Abs(condition.Threshold) * 1e-6);
        var beyond = condition.Kind == ConditionKind.LowLimit ? -step : step;

        IsRaised(point, condition, condition.Threshold - beyond).ShouldBeFalse($"short of {condition.Threshold} {point.Unit}");
        IsRaised(point, condition, condition.Threshold).ShouldBeTrue($"at {condition.Threshold} {point.Unit}");
        IsRaised(point, condition, condition.Threshold + beyond).ShouldBeTrue($"beyond {condition.Threshold} {point.Unit}");
    }

    [Fact]
    public void The_limits_of_every_pack_with_limits_are_looked_at()
    {
        var seen = All().Select(row => row.Pack.Id).ToHashSet();

        seen.ShouldBeSubsetOf(Packs().Select(pack => pack.Id));
        seen.ShouldContain("gas-fixed");
        All().Count(row => Compile(row.Pack, row.Rule, row.Level, row.Point) is not null).ShouldBeGreaterThan(100);
    }

    private static IEnumerable<RulePack> Packs() => Seeds.PackFiles.Select(file => Seeds.Pack(Path.GetFileNameWithoutExtension(file)));

    private static readonly Lazy<IReadOnlyList<(RulePack Pack, PackRule Rule, RuleLevel Level, Point Point)>> Rows = new(() => [.. Found()]);

    private static IReadOnlyList<(RulePack Pack, PackRule Rule, RuleLevel Level, Point Point)> All() => Rows.Value;

    private static IEnumerable<(RulePack Pack, PackRule Rule, RuleLevel Level, Point Point)> Found() =>
        from pack in Packs()
        from rule in pack.Rules
        where rule.Type is "high" or "low" or "ceiling" or "stel" or "twa" or "windowMean" or "windowMax"
        from point in Points(rule)
        from level in rule.Levels
        select (pack, rule, level, point);

    /// <summary>One point for each quantity of the rule, and for limits relative to a substance one for each substance.</summary>
    private static IEnumerable<Point> Points(PackRule rule)
    {
        var relative = rule.Levels.Any(level => QuantityText.TryParse(level.Limit, out var limit) && limit.RelativeTo is not null);
        var substances = rule.AppliesTo.Substance ?? (relative ? [.. Seeds.Reference.Substances.Where(one => one.Oel() is not null).Select(one => one.Id)] : [""]);
        return
            from quantity in rule.AppliesTo.Quantity ?? [""]
            from substance in substances
            select new Point
            {
                Index = 0, Id = "p", Name = new("点", "point"), Quantity = quantity, Unit = Seeds.Reference.Kind(quantity)?.Unit ?? "", Substance = substance,
                Role = rule.AppliesTo.Role?[0] ?? "", Family = rule.AppliesTo.Family?[0] ?? "other", Range = new EngineeringRange(-1e6, 1e6),
            };
    }

    /// <returns>Null where the substance has no such figure, or the limit would lie before that of a lower tier.</returns>
    private static Condition? Compile(RulePack pack, PackRule rule, RuleLevel level, Point point)
    {
        var errors = new ConfigurationErrors();
        var site = new RuleSite([point], new Dictionary<string, LocalizedText>(), new("站", "site"), _ => "point");
        var use = new PackUse { File = "p", Overrides = [new LevelOverride { Rule = rule.Id, Enabled = true }] };
        var rules = RuleCompiler.Compile(site, [new PackInUse(pack with { Rules = [rule] }, "pack", use, "use")], [], Seeds.Reference, errors);
        errors.Items.Select(error => error.ToString()).ShouldBeEmpty();
        var id = $"{pack.Id}.{rule.Id}-{level.Tier.ToString().ToLowerInvariant()}";
        return rules.Of(point.Id).FirstOrDefault(condition => condition.Id == id);
    }

    /// <summary>A steady value for as long as delay and window last: then a mean over any window is the value.</summary>
    private static bool IsRaised(Point point, Condition condition, double value)
    {
        var window = condition switch
        {
            TimeWeightedAverage twa => twa.Reference,
            ShortTermExposure stel => stel.Window,
            WindowLimit limit => limit.Window,
            _ => TimeSpan.Zero,
        };
        var (transitions, warnings) = (new List<AlarmTransition>(), new List<WarningEvent>());
        var evaluator = new SiteEvaluator([new PointPlan(point, 0, [condition])], Start);
        var lasting = (window + condition.OnDelay).Ticks + TimeSpan.TicksPerMinute;
        const int samples = 600;
        for (var i = 0; i <= samples; i++)
        {
            var now = Start + TimeSpan.TicksPerSecond + (lasting / samples * i);
            evaluator.Evaluate([new Reading(0, value, now, Quality.Good)], now, now, transitions, warnings);
        }

        return transitions.Exists(transition => transition.Event == AlarmEvent.Raised);
    }
}
