using System.Text.RegularExpressions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Builders;
using Gateway.Rules.Compilation;
using Gateway.Rules.Json;
using Gateway.Rules.Quantities;

namespace Gateway.Rules.Packs;

/// <summary>Finds everything wrong in what a pack says, beyond its shape.</summary>
internal static partial class RulePackValidator
{
    private static readonly string[] s_marks = ["V", "K", "U", "P", "C"];
    private static readonly string[] s_families = ["gas", "slope", "power", "dust", "tank", "fire", "other"];
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromDays(30);

    public static void Validate(RulePack pack, string name, ReferenceData reference, ConfigurationErrors errors)
    {
        errors.Require(IsId(pack.Id), $"{name}: id", pack.Id, "1 至 64 个字母、数字或 . _ -", "1 to 64 letters, digits or . _ -");
        errors.Require(Version().IsMatch(pack.Version), $"{name}: version", pack.Version, "三段版本号，如 1.0.0", "three numbers such as 1.0.0");
        OneOf(pack.Family, s_families, $"{name}: family", errors);
        Texts(pack.Name, $"{name}: name", errors);
        Texts(pack.Scope, $"{name}: scope", errors);
        errors.Require(
            pack.Status != PackStatus.Reviewed || pack.Review.Shown() is not null, $"{name}: review.by", pack.Review.By,
            "status 为 reviewed 时必填（姓名缩写）", "the reviewer's initials when status is reviewed");
        errors.Require(IsDay(pack.Review.Date), $"{name}: review.date", pack.Review.Date, "日期，如 2026-03-01", "a day such as 2026-03-01");
        ValidateSources(pack, name, errors);
        errors.Require(pack.Rules.Count > 0, $"{name}: rules", "", "至少一条规则", "at least one rule");
        var ids = new HashSet<string>();
        for (var i = 0; i < pack.Rules.Count; i++)
        {
            ValidateRule(pack, pack.Rules[i], ids, $"{name}: rules[{i}]", reference, errors);
        }
    }

    internal static bool IsDay(string? date) =>
        date is null || DateOnly.TryParseExact(date, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _);

    private static void ValidateSources(RulePack pack, string name, ConfigurationErrors errors)
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < pack.Sources.Count; i++)
        {
            var (source, path) = (pack.Sources[i], $"{name}: sources[{i}]");
            errors.Require(IsId(source.Id) && ids.Add(source.Id), $"{path}.id", source.Id, "未重复的编号", "an id not used twice");
            Texts(source.Title, $"{path}.title", errors);
            OneOf(source.Confidence, s_marks, $"{path}.confidence", errors);
        }
    }

    private static void ValidateRule(RulePack pack, PackRule rule, HashSet<string> ids, string path, ReferenceData reference, ConfigurationErrors errors)
    {
        errors.Require(IsId(rule.Id) && ids.Add(rule.Id), $"{path}.id", rule.Id, "未重复的编号：字母、数字或 . _ -", "an id not used twice: letters, digits or . _ -");
        Texts(rule.Name, $"{path}.name", errors);
        ValidateSubject(rule.AppliesTo, $"{path}.appliesTo", reference, errors);
        errors.Require(rule.Levels.Count > 0, $"{path}.levels", "", "至少一级", "at least one level");
        for (var i = 0; i < rule.Levels.Count; i++)
        {
            ValidateLevel(pack, rule.Levels[i], $"{path}.levels[{i}]", errors);
        }

        if (BuilderRegistry.Find(rule.Type) is { } builder)
        {
            errors.Require(
                builder.Scopes.Contains(rule.AppliesTo.Scope), $"{path}.appliesTo.scope", rule.AppliesTo.Scope,
                $"{rule.Type} 可用于：{string.Join(" | ", builder.Scopes)}", $"{rule.Type} can hang on: {string.Join(" | ", builder.Scopes)}");
            RuleTrial.Run(rule, builder, path, reference, errors);
        }
        else
        {
            OneOf(rule.Type, BuilderRegistry.Types, $"{path}.type", errors);
        }
    }

    private static void ValidateSubject(RuleSubject subject, string path, ReferenceData reference, ConfigurationErrors errors)
    {
        for (var i = 0; i < (subject.Quantity?.Count ?? 0); i++)
        {
            OneOf(subject.Quantity![i], reference.Kinds.Select(kind => kind.Id), $"{path}.quantity[{i}]", errors);
        }

        for (var i = 0; i < (subject.Substance?.Count ?? 0); i++)
        {
            var written = subject.Substance![i];
            if (reference.Substance(written) is null)
            {
                OneOf(written, reference.Substances.Select(substance => substance.Id), $"{path}.substance[{i}]", errors);
            }
        }

        for (var i = 0; i < (subject.Family?.Count ?? 0); i++)
        {
            OneOf(subject.Family![i], s_families, $"{path}.family[{i}]", errors);
        }
    }

    private static void ValidateLevel(RulePack pack, RuleLevel level, string path, ConfigurationErrors errors)
    {
        errors.Require(level.Tier is >= WarningTier.Blue and <= WarningTier.Red, $"{path}.tier", level.Tier, "blue | yellow | orange | red", "blue | yellow | orange | red");
        errors.Require(IsDelay(level.OnDelay), $"{path}.onDelay", level.OnDelay, "0 至 30 d", "0 to 30 d");
        errors.Require(IsDelay(level.OffDelay), $"{path}.offDelay", level.OffDelay, "0 至 30 d", "0 to 30 d");
        Texts(level.Advice, $"{path}.advice", errors);
        if (level.Basis.Remark is { } remark)
        {
            Texts(remark, $"{path}.basis.remark", errors);
        }

        OneOf(level.Basis.Source, pack.Sources.Select(source => source.Id), $"{path}.basis.source", errors);
        OneOf(level.Basis.Confidence, s_marks, $"{path}.basis.confidence", errors);
        if (level.Basis.Kind == BasisKind.Law)
        {
            errors.Require(level.Basis.Confidence is "V" or "K", $"{path}.basis.kind", "law", "law 只用于可信度 V 或 K", "law only with confidence V or K");
            errors.Require(level.Basis.Clause.Length > 0, $"{path}.basis.clause", "", "law 必须写明条款", "law must name its clause");
        }
    }

    internal static bool IsDelay(TimeSpan delay) => delay >= TimeSpan.Zero && delay <= s_longestDelay;

    internal static bool IsId(string id) => Id().IsMatch(id);

    private static void Texts(LocalizedText text, string path, ConfigurationErrors errors)
    {
        errors.Require(!string.IsNullOrWhiteSpace(text.Zh), $"{path}.zh", text.Zh, "非空文字", "a text that is not empty");
        errors.Require(!string.IsNullOrWhiteSpace(text.En), $"{path}.en", text.En, "非空文字", "a text that is not empty");
    }

    private static void OneOf(string written, IEnumerable<string> allowed, string path, ConfigurationErrors errors)
    {
        var list = allowed.Order(StringComparer.Ordinal).ToList();
        var nearest = NearestName.Of(written, list);
        errors.Require(
            list.Contains(written), path, written, $"其中之一：{string.Join(", ", list)}" + (nearest is null ? "" : $"（是否想写 {nearest}？）"),
            $"one of: {string.Join(", ", list)}" + (nearest is null ? "" : $" (did you mean {nearest}?)"));
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z", RegexOptions.None, 1000)]
    private static partial Regex Id();

    [GeneratedRegex(@"\A\d{1,5}\.\d{1,5}\.\d{1,5}\z", RegexOptions.None, 1000)]
    private static partial Regex Version();
}
