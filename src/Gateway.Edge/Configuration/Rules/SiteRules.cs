using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
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
            point => origins[point.Id]);
        var compiled = Compile(options, site, source, name, files, errors);
        return compiled with
        {
            ByPoint = known.Zip(measured, (placed, point) => (point.Id, Conditions: Merged(point, placed, compiled, errors)))
                .Concat(compiled.Subjects.Select(subject => (subject.Id, Conditions: compiled.Of(subject.Id))))
                .DistinctBy(pair => pair.Id).ToDictionary(pair => pair.Id, pair => pair.Conditions),
        };
    }

    private static CompiledRules Compile(
        EdgeOptions options, RuleSite site, ConfigurationSource source, string name, List<string> files, ConfigurationErrors errors)
    {
        if (options.RulePacks.Count == 0)
        {
            return CompiledRules.None;
        }

        var seeds = source.Resolve(options.Seeds);
        files.AddRange([Path.Combine(seeds, ReferenceData.QuantitiesFile), Path.Combine(seeds, ReferenceData.SubstancesFile)]);
        if (!errors.Require(
            File.Exists(files[^1]) && File.Exists(files[^2]), $"{name}: seeds", options.Seeds,
            "含 quantities.json 和 substances.json 的文件夹", "a folder with quantities.json and substances.json"))
        {
            return CompiledRules.None;
        }

        var reference = ReferenceData.Read(seeds, errors, options.MolarVolume);
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

        return RuleCompiler.Compile(site, packs, reference, errors);
    }

    private static RulePack? ReadPack(
        PackUse use, string path, ConfigurationSource source, ReferenceData reference, List<string> files, ConfigurationErrors errors)
    {
        var file = source.Resolve(use.File);
        files.Add(file);
        return errors.Require(File.Exists(file), $"{path}.file", use.File, "存在的规则包文件", "a rule pack file that exists")
            ? RulePackReader.Read(file, reference, errors)
            : null;
    }

    // A faulty judgement has been told by its own validator; the factory trusts its input.
    private static IReadOnlyList<Condition> Merged(Point point, PlacedPoint placed, CompiledRules compiled, ConfigurationErrors errors) =>
        ConditionFactory.Validate(point, placed.Config.Judgement).Count > 0
            ? []
            : OwnJudgement.Merge(
                point, ConditionFactory.Create(point, placed.Config.Judgement), placed.Config.WrittenJudgement, compiled.Of(point.Id), placed.Origin, errors);
}
