using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Gateway.Rules.Compilation;
using Gateway.Rules.Json;
using Gateway.Edge.Configuration.Points;
using Gateway.Edge.Configuration.Rules;
using Gateway.Edge.Configuration.Templates;
using Gateway.Edge.Configuration.Validation;
using Gateway.Pipeline.Configuration;

namespace Gateway.Edge.Configuration;

/// <summary>
/// Reads the configuration and tells every error at once. Nothing is started from here, so a bad file has no effect.
/// </summary>
public static class ConfigurationLoader
{
    /// <summary>Changes of the form of <c>edge.json</c> since the first release, in their order. None yet.</summary>
    private static readonly FormatStep[] s_steps = [];

    /// <summary>
    /// Reads on a thread of its own: the JSON library keeps its work buffers with the thread that used them, 16 MiB at ten thousand points, and would
    /// do so for as long as the gateway runs.
    /// </summary>
    public static LoadedConfiguration Load(ConfigurationSource source)
    {
        LoadedConfiguration? loaded = null;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                loaded = Read(source);
            }
            catch (Exception error)
            {
                failure = ExceptionDispatchInfo.Capture(error);
            }
        }) { IsBackground = true, Name = "configuration" };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return loaded!;
    }

    private static LoadedConfiguration Read(ConfigurationSource source)
    {
        var errors = new ConfigurationErrors();
        if (JsonFile.Read(source.File, errors) is not { } root)
        {
            return new LoadedConfiguration(null, errors, [source.File], []);
        }

        ConfigurationFormat.Upgrade(root, Path.GetFileName(source.File), s_steps, errors);
        foreach (var setting in source.Overrides)
        {
            JsonOverride.Apply(root, setting, errors);
        }

        return Load(source, root, Path.GetFileName(source.File), errors);
    }

    private static LoadedConfiguration Load(ConfigurationSource source, JsonObject root, string name, ConfigurationErrors errors)
    {
        var assembler = new PointAssembler(source, root, name, errors);
        var sourced = assembler.Assemble();
        var written = sourced.Select(point => (JsonObject)point.Node.DeepClone()).ToList();
        var sections = new Sections(root, name, errors, new EnvironmentSubstitution(source.Environment, errors));
        var points = sections.ReadPoints(sourced);
        var options = sections.ReadRest() is { } read ? FilePaths.Resolve(read, source) : null;
        var files = new List<string> { source.File };
        files.AddRange(assembler.Files);
        var compiled = Validate(options, points, sections.References, source, name, files, errors);
        var result = errors.Any ? null : options! with { Points = [.. points.Select(point => point.Config with { WrittenJudgement = PointConfig.NothingWritten })], Compiled = compiled };
        return new LoadedConfiguration(result, errors, files, written);
    }

    // What cannot be read was told; the rest is still checked, and a finding that only follows from what was told is left out.
    private static CompiledRules Validate(
        EdgeOptions? options, IReadOnlyList<PlacedPoint> points, References references, ConfigurationSource source, string name,
        List<string> files, ConfigurationErrors errors)
    {
        var told = errors.Items.Select(error => error.Path).ToList();
        var found = new ConfigurationErrors();
        var origins = points.Select(point => point.Origin).ToHashSet();
        ConfigurationValidator.Validate(options, points, references, source, name, found);
        var compiled = options is null ? CompiledRules.None : SiteRules.Load(options, points, source, name, files, found);
        foreach (var error in found.Items.Where(error => !told.Exists(path => Follows(error.Path, path, origins.Contains(error.Path)))))
        {
            errors.Add(error.Path, error.Found, error.Allowed.Zh, error.Allowed.En);
        }

        return compiled;
    }

    /// <summary>True when a finding is nothing but a consequence of what was told.</summary>
    /// <param name="isPoint">The finding is that a point has no source; only an unreadable source explains it.</param>
    private static bool Follows(string finding, string told, bool isPoint) =>
        IsWithin(finding, told) || (IsWithin(told, finding) && (!isPoint || IsSource(told[finding.Length..])));

    private static bool IsSource(string below) =>
        below.Length == 0 || NearestName.Of(below[1..].Split('.', '[')[0], ["modbus", "mqtt"]) is not null;

    private static bool IsWithin(string path, string whole) =>
        path.StartsWith(whole, StringComparison.Ordinal) && (path.Length == whole.Length || path[whole.Length] is '.' or '[');

    /// <summary>Reads section by section, so that an error in one does not hide those in another.</summary>
    private sealed class Sections(JsonObject root, string name, ConfigurationErrors errors, EnvironmentSubstitution substitution)
    {
        private static readonly IReadOnlyDictionary<string, JsonPropertyInfo> Known =
            StrictJson.Options.GetTypeInfo(typeof(EdgeOptions)).Properties.ToDictionary(property => property.Name);

        // Sections with an error of shape.
        private readonly HashSet<string> _broken = [];

        /// <summary>What can be referred to, once all is read.</summary>
        public References References => new(
            ReadableIds.All(root, "modbus", "lines", "devices"), ReadableIds.All(root, "modbus", "lines", "outputs"),
            ReadableIds.All(root, "mqtt", "connections"));

        public List<PlacedPoint> ReadPoints(List<SourcedPoint> sourced)
        {
            var points = new List<PlacedPoint>();
            foreach (var point in sourced)
            {
                var before = errors.Items.Count;
                substitution.Apply(point.Node, point.Origin);
                new ShapeChecker(errors, substitution.Substituted).Check(point.Node, typeof(PointConfig), point.Origin);
                var sound = point.Node;
                if (errors.Items.Count > before)
                {
                    sound = (JsonObject)SoundCopy.Of(point.Node, typeof(PointConfig))!;
                }

                var config = sound.Deserialize<PointConfig>(StrictJson.Options)! with { WrittenJudgement = Written(point.Node) };
                points.Add(new PlacedPoint(config, point.Origin));
            }

            return points;
        }

        private static HashSet<string> Written(JsonObject point) =>
            point["judgement"] is JsonObject judgement ? [.. judgement.Select(pair => pair.Key)] : [];

        /// <returns>The options without points; null when not even the rest can be read.</returns>
        public EdgeOptions? ReadRest()
        {
            root.Remove("points");
            root.Remove("$schema");
            foreach (var (section, node) in root.ToList())
            {
                var before = errors.Items.Count;
                var path = $"{name}: {section}";
                substitution.Apply(node, path);
                if (Known.TryGetValue(section, out var property) && errors.Require(
                    node is not null || property.IsSetNullable, path, "null", AllowedText.Zh(property.PropertyType), AllowedText.En(property.PropertyType)))
                {
                    new ShapeChecker(errors, substitution.Substituted).Check(root[section], property.PropertyType, path);
                }

                if (errors.Items.Count > before)
                {
                    _broken.Add(section);
                }
            }

            return ReadSound();
        }

        private EdgeOptions? ReadSound()
        {
            var sound = (JsonObject)root.DeepClone();
            foreach (var section in _broken)
            {
                sound.Remove(section);
                if (root[section] is { } faulty && Known.TryGetValue(section, out var property))
                {
                    sound[section] = SoundCopy.Of(faulty, property.PropertyType);
                }
            }

            // Unknown and missing sections are told from the whole document; the sound ones are already clean.
            new ShapeChecker(errors, new HashSet<JsonNode>()).Check(OnlyUnreported(), typeof(EdgeOptions), $"{name}: ");
            if (!sound.ContainsKey("site"))
            {
                sound["site"] = JsonSerializer.SerializeToNode(new SiteOptions { Id = "unknown", Name = new("?", "?") }, StrictJson.Options);
            }

            foreach (var unknown in sound.Select(pair => pair.Key).Where(key => !Known.ContainsKey(key)).ToList())
            {
                sound.Remove(unknown);
            }

            return sound.Deserialize<EdgeOptions>(StrictJson.Options);
        }

        private JsonObject OnlyUnreported()
        {
            var rest = new JsonObject();
            foreach (var (section, node) in root)
            {
                // A known section was checked above: it stands in with a sound value of its kind, or is left out.
                if (!Known.ContainsKey(section))
                {
                    rest[section] = node?.DeepClone();
                }
            }

            if (root.ContainsKey("site"))
            {
                rest["site"] = JsonSerializer.SerializeToNode(new SiteOptions { Id = "site", Name = new("?", "?") }, StrictJson.Options);
            }

            return rest;
        }
    }
}

/// <summary>A point that can be read, and where it was written.</summary>
public sealed record PlacedPoint(PointConfig Config, string Origin);
