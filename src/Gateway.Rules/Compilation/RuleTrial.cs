using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Builders;
using Gateway.Rules.Packs;
using Gateway.Rules.Quantities;

namespace Gateway.Rules.Compilation;

/// <summary>
/// Compiles a rule for made-up points of every quantity it is for, so that wrong figures, units and parameters are told when the
/// pack is read, not when the first site has such a point.
/// </summary>
internal static class RuleTrial
{
    private const string TrialSubstance = "?";

    public static void Run(PackRule rule, IConditionBuilder builder, string path, ReferenceData reference, ConfigurationErrors errors)
    {
        var told = new HashSet<string>();
        foreach (var point in Points(rule, reference))
        {
            var own = new ConfigurationErrors();
            Run(rule, builder, path, point, reference.With(Everything), own);

            // The same finding for several quantities is one finding.
            foreach (var error in own.Items.Where(error => told.Add(error.Path)))
            {
                errors.Add(error.Path, error.Found, error.Allowed.Zh, error.Allowed.En);
            }
        }
    }

    private static void Run(
        PackRule rule, IConditionBuilder builder, string path, Point point, ReferenceData reference, ConfigurationErrors errors)
    {
        var built = new List<(RuleLevel Level, Condition Condition, string Path)>();
        for (var i = 0; i < rule.Levels.Count; i++)
        {
            var (level, at) = (rule.Levels[i], $"{path}.levels[{i}]");
            var parameters = new ParameterReader(rule, level, point, reference, errors, at);
            var condition = builder.Build(new LevelContext
            {
                Id = "trial", Basis = new RuleBasis("trial", "", "", null), Level = level, Parameters = parameters, Subject = point,
                Members = [point, point with { Id = "trial-2" }, point with { Id = "trial-3" }], Place = [], IsTrial = true,
            });
            parameters.TellUnknown();
            if (condition is not null)
            {
                built.Add((level, condition, at));
            }
        }

        CheckOrder(built, builder.Tightening, errors);
    }

    // Shares of a substance's figures are ordered only once the substance is known: then the compiler looks.
    private static void CheckOrder(List<(RuleLevel Level, Condition Condition, string Path)> built, Tightening tightening, ConfigurationErrors errors)
    {
        var plain = built.Where(level => QuantityText.TryParse(level.Level.Limit, out var limit) && limit.RelativeTo is null).ToList();
        foreach (var (graver, lesser) in plain.SelectMany(_ => plain, (graver, lesser) => (graver, lesser)))
        {
            errors.Require(
                graver.Level.Tier <= lesser.Level.Tier || !IsEarlier(graver.Condition, lesser.Condition, tightening), $"{graver.Path}.limit",
                graver.Level.Limit, $"不比 {lesser.Level.Tier} 级 {lesser.Level.Limit} 更早报警", $"not earlier than the {lesser.Level.Tier} level {lesser.Level.Limit}");
        }
    }

    internal static bool IsEarlier(Condition left, Condition right, Tightening tightening) => tightening switch
    {
        Tightening.Lower => IsLow(left) ? left.Threshold > right.Threshold : left.Threshold < right.Threshold,
        Tightening.Higher => left.Threshold > right.Threshold,
        _ => false,
    };

    // Types with a direction of their own.
    private static bool IsLow(Condition condition) =>
        condition is WindowLimit { Direction: LimitDirection.Low } or PercentOfReference { Direction: LimitDirection.Low };

    private static IEnumerable<Point> Points(PackRule rule, ReferenceData reference)
    {
        var kinds = rule.AppliesTo.Quantity?.Select(reference.Kind).OfType<QuantityKind>().ToList() ?? [];
        return kinds.Count > 0 ? kinds.Select(kind => Point(kind.Id, kind.Unit)) : [Point("", UnitOf(rule))];
    }

    private static Point Point(string quantity, string unit) => new()
    {
        Index = 0, Id = "trial", Name = new LocalizedText("试编", "trial"), Quantity = quantity, Unit = unit, Substance = TrialSubstance,
        Range = new EngineeringRange(0, 100),
    };

    private static string UnitOf(PackRule rule)
    {
        var limit = rule.Levels.Select(level => QuantityText.TryParse(level.Limit, out var read) ? read : (QuantityText?)null).FirstOrDefault(read => read is not null);
        return limit is { RelativeTo: not null } ? "mg/m3" : limit is { Unit: not "%FS" and var unit } ? unit : "";
    }

    /// <summary>A substance that has every figure.</summary>
    private static Substance Everything { get; } = new()
    {
        Id = TrialSubstance, Name = new LocalizedText("试编", "trial"), MolarMass = 30, Mac = 10, PcTwa = 10, PcStel = 20, Idlh = 1000, Lel = 5,
    };
}
