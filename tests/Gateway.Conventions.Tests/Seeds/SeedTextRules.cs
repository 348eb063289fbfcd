using System.Text.RegularExpressions;

namespace Gateway.Conventions.Tests.Seeds;

/// <summary>What holds for every file of seeds/: both languages, unique ids, nobody's personal data.</summary>
internal static partial class SeedTextRules
{
    /// <summary>Texts with one language missing, empty, or Chinese text without a Chinese character.</summary>
    public static IReadOnlyList<string> OneLanguageOnly(SeedFiles seeds) =>
    [
        .. from file in seeds.All
           from text in file.Value.Objects()
           where text.Node.ContainsKey("zh") != text.Node.ContainsKey("en")
               || (text.Node.ContainsKey("zh") && (text.Node.Word("en").Trim().Length == 0 || !Chinese().IsMatch(text.Node.Word("zh")) || Chinese().IsMatch(text.Node.Word("en"))))
           select file.Key + text.Path,
    ];

    /// <summary>Ids used twice in one list.</summary>
    public static IReadOnlyList<string> DoubleIds(SeedFiles seeds) =>
    [
        .. from file in seeds.All
           from owner in file.Value.Objects()
           from list in owner.Node.Select(child => child.Key)
           from twice in owner.Node.List(list).Where(item => item.ContainsKey("id")).GroupBy(item => item.Word("id"), StringComparer.OrdinalIgnoreCase)
           where twice.Count() > 1
           select $"{file.Key}{owner.Path}.{list}: {twice.Key}",
    ];

    /// <summary>Telephone numbers, identity numbers and mail addresses: the founding documents hold some, the seeds must not.</summary>
    public static IReadOnlyList<string> PersonalData(SeedFiles seeds) =>
        [.. seeds.All.Keys.SelectMany(file => Personal().Matches(seeds.Text(file)).Select(match => $"{file}: {match.Value}"))];

    /// <summary>Files whose id is not their name.</summary>
    public static IReadOnlyList<string> Misnamed(SeedFiles seeds) =>
        [.. seeds.All.Where(file => file.Value.ContainsKey("id") && file.Value.Word("id") != Path.GetFileNameWithoutExtension(file.Key)).Select(file => file.Key)];

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}", RegexOptions.CultureInvariant)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"(?<!\d)(1[3-9]\d{9}|0\d{2,3}-\d{7,8}|\d{17}[\dXx])(?!\d)|[\w.]+@[\w-]+\.\w+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Personal();
}
