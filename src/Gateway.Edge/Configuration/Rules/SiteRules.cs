using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Edge.Configuration.Validation;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;
using Gateway.Rules.Quantities;

namespace Gateway.Edge.Configuration.Rules;

/// <summary>Reads the packs a site uses and compiles judgements, packs and rules into conditions.</summary>
internal static class SiteRules
{
    /// <param name="files">Receives every file that was read, for the watcher.</param>
    /// <returns>To be used only when there was no error.</returns>
    public static CompiledRules Load(
        EdgeOptions options, IReadOnlyList<PlacedPoint> points, ConfigurationSource source, string name, List<string> files, ConfigurationErrors errors)
    {
        var known = points.Where(placed => Names.IsId(placed.Config.Id)).DistinctBy(placed => placed.Config.Id).ToList();
        var measured = known.Select(placed => PointValidator.PointOf(placed.Config, 0)).ToList();
        var origins = known.ToDictionary(placed => placed.Config.Id, placed => placed.Origin);
        var site = new RuleSite(
            measured, options.Zones.DistinctBy(zone => zone.Id).ToDictionary(zone => zone.Id, zone => zone.Name), options.Site.Name,
            point => origins[point.Id])
        {
            Shifts = ShiftsOf(options.Shifts),
            Neighbours = options.Zones.DistinctBy(zone => zone.Id).ToDictionary(zone => zone.Id, zone => zone.Neighbours),
            Parameters = known.Where(placed => placed.Config.RuleParameters.Count > 0)
                .ToDictionary(placed => placed.Config.Id, placed => ParametersOf(placed.Config.RuleParameters)),
            Services = known.ToDictionary(placed => placed.Config.Id, placed => new PointService(ServiceOf(placed.Config.Calibration), ServiceOf(placed.Config.BumpTest))),
        };
        var compiled = Compile(options, site, source, name, files, errors);
        var merged = compiled with
        {
            ByPoint = known.Zip(measured, (placed, point) => (point.Id, Conditions: Merged(point, placed, compiled, errors)))
                .Concat(compiled.Subjects.Select(subject => (subject.Id, Conditions: compiled.Of(subject.Id))))
                .DistinctBy(pair => pair.Id).ToDictionary(pair => pair.Id, pair => pair.Conditions),
        };
        merged = (merged with
        {
            Inactive = [.. compiled.Inactive, .. measured.SelectMany(point => Replaced(point, compiled.Of(point.Id), merged.Of(point.Id)))],
            Gaps = ScenarioChecklist.Run(options, measured, compiled, source, name, files, errors),
        }).Counted();
        if (!errors.Any && compiled != CompiledRules.None)
        {
            CheckPlan(measured, merged, name, errors);
        }

        return merged;
    }

    private static IEnumerable<InactiveRule> Replaced(Point point, IReadOnlyList<Condition> packed, IReadOnlyList<Condition> merged) =>
        packed.Where(condition => !merged.Contains(condition)).Select(condition => new InactiveRule(
            point.Id, condition.Basis.Rule, InactiveCause.OwnJudgement,
            new LocalizedText("该测点自己的 judgement 优先", "the point's own judgement stands before it")));

    private static IReadOnlyDictionary<string, JsonNode?> ParametersOf(IReadOnlyDictionary<string, string> written) =>
        written.ToDictionary(pair => pair.Key, pair => (JsonNode?)(bool.TryParse(pair.Value, out var flag) ? JsonValue.Create(flag) : JsonValue.Create(pair.Value)));

    /// <summary>What only the whole plan shows: rules that feed each other in a circle.</summary>
    private static void CheckPlan(List<Point> measured, CompiledRules rules, string name, ConfigurationErrors errors)
    {
        var plans = measured.Concat(rules.Subjects).Select((point, index) => new PointPlan(point with { Index = index }, 0, rules.Of(point.Id))).ToList();
        foreach (var error in PlanCheck.Check(plans))
        {
            errors.Add($"{name}: {error.Path}", error.Found, error.AllowedZh, error.AllowedEn);
        }
    }

    private static CompiledRules Compile(
        EdgeOptions options, RuleSite site, ConfigurationSource source, string name, List<string> files, ConfigurationErrors errors)
    {
        if (options.RulePacks.Count == 0 && options.Rules.Count == 0)
        {
            return CompiledRules.None;
        }

        var reference = options.RulePacks.Count == 0 ? ReferenceData.Empty : ReadReference(options, source, name, files, errors);
        var packs = reference is null ? [] : ReadPacks(options, source, name, reference, files, errors);
        return RuleCompiler.Compile(site, packs, OwnRules(options.Rules, name, errors), reference ?? ReferenceData.Empty, errors);
    }

    private static ReferenceData? ReadReference(EdgeOptions options, ConfigurationSource source, string name, List<string> files, ConfigurationErrors errors)
    {
        var seeds = source.Resolve(options.Seeds);
        string[] read = [Path.Combine(seeds, ReferenceData.QuantitiesFile), Path.Combine(seeds, ReferenceData.SubstancesFile)];
        files.AddRange(read);
        files.Add(Path.Combine(seeds, ReferenceData.RolesFile));
        return errors.Require(
            Array.TrueForAll(read, File.Exists), $"{name}: seeds", options.Seeds,
            "含 quantities.json 和 substances.json 的文件夹", "a folder with quantities.json and substances.json")
            ? ReferenceData.Read(seeds, errors, options.MolarVolume)
            : null;
    }

    private static List<PackInUse> ReadPacks(
        EdgeOptions options, ConfigurationSource source, string name, ReferenceData reference, List<string> files, ConfigurationErrors errors)
    {
        var packs = new List<PackInUse>();
        for (var i = 0; i < options.RulePacks.Count; i++)
        {
            var (use, path) = (options.RulePacks[i], $"{name}: rulePacks[{i}]");
            if (ReadPack(use, path, source, reference, files, errors) is { } pack)
            {
                errors.Require(packs.TrueForAll(other => other.Pack.Id != pack.Id), $"{path}.file", use.File, "未重复使用的规则包", "a pack not in use already");
                packs.Add(new PackInUse(pack, Path.GetFileName(use.File), use, path));
            }
        }

        return packs;
    }

    private static List<SiteRule> OwnRules(IReadOnlyList<SiteRuleOptions> rules, string name, ConfigurationErrors errors)
    {
        var (ids, own) = (new HashSet<string>(), new List<SiteRule>());
        for (var i = 0; i < rules.Count; i++)
        {
            var (rule, path) = (rules[i], $"{name}: rules[{i}]");
            errors.Require(Names.IsId(rule.Id), $"{path}.id", rule.Id, Names.AllowedZh, Names.AllowedEn);
            ConfigurationValidator.Unique(ids, rule.Id, $"{path}.id", errors);
            errors.Require(rule.Tier is >= WarningTier.Blue and <= WarningTier.Red, $"{path}.tier", rule.Tier, "blue | yellow | orange | red", "blue | yellow | orange | red");
            errors.Require(IsDelay(rule.OnDelay), $"{path}.onDelay", rule.OnDelay, "0 至 30d", "0 to 30d");
            errors.Require(IsDelay(rule.OffDelay), $"{path}.offDelay", rule.OffDelay, "0 至 30d", "0 to 30d");
            own.Add(OwnRule(rule, path));
        }

        return own;
    }

    private static SiteRule OwnRule(SiteRuleOptions rule, string path)
    {
        var level = new RuleLevel
        {
            Tier = rule.Tier, OnDelay = rule.OnDelay, OffDelay = rule.OffDelay, Latch = rule.Latch,
            With = SiteRule.Text(rule.When, rule.Absent.ToString().ToLowerInvariant()),
            Basis = new LevelBasis(SiteRule.PackId, rule.Basis, "", BasisKind.Default), Advice = rule.Advice ?? rule.Name,
        };
        return new SiteRule(rule.Id, rule.Name, rule.Subject, level, rule.ReviewedBy, rule.Advice, path);
    }

    private static bool IsDelay(TimeSpan delay) => delay >= TimeSpan.Zero && delay <= TimeSpan.FromDays(30);

    private static RulePack? ReadPack(
        PackUse use, string path, ConfigurationSource source, ReferenceData reference, List<string> files, ConfigurationErrors errors)
    {
        var file = source.Resolve(use.File);
        files.Add(file);
        return errors.Require(File.Exists(file), $"{path}.file", use.File, "存在的规则包文件", "a rule pack file that exists")
            ? RulePackReader.Read(file, reference, errors)
            : null;
    }

    /// <summary>The calendar as written; without starts it has no shifts.</summary>
    internal static ShiftCalendar ShiftsOf(ShiftOptions shifts) => new(
        [.. shifts.Starts.Select(start => TimeOnly.TryParseExact(start, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToTimeSpan() : TimeSpan.Zero)
            .Distinct().Order()],
        shifts.UtcOffset);

    private static ServiceDate? ServiceOf(ServiceOptions? service) => service is null ? null : new ServiceDate(
        DateTime.TryParseExact(
            service.Last, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var last) ? last : null,
        service.Interval);

    // A faulty judgement has been told by its own validator; the factory trusts its input.
    private static IReadOnlyList<Condition> Merged(Point point, PlacedPoint placed, CompiledRules compiled, ConfigurationErrors errors) =>
        ConditionFactory.Validate(point, placed.Config.Judgement).Count > 0
            ? []
            : OwnJudgement.Merge(
                point, ConditionFactory.Create(point, placed.Config.Judgement), placed.Config.WrittenJudgement, compiled.Of(point.Id), placed.Origin, errors);
}
