using System.Text.RegularExpressions;
using Gateway.Conventions.Tests.Support;
using Microsoft.VisualBasic.FileIO;

namespace Gateway.Conventions.Tests.Requirements;

/// <summary>One row of seeds/requirements.csv.</summary>
public sealed record Requirement(
    string Id, string Clause, string Text, string WhatWeDo, IReadOnlyList<string> Where, IReadOnlyList<string> Tests, string State);

/// <summary>Reads seeds/requirements.csv and finds what is wrong with it.</summary>
public static partial class RequirementsMap
{
    public const string File = "seeds/requirements.csv";
    public const string Header = "id,clause,requirement,what_we_do,where,test,state";

    public static readonly string[] States = ["done", "part", "open", "not ours"];

    public static IReadOnlyList<Requirement> Read(Repository repository)
    {
        using var parser = new TextFieldParser(new StringReader(repository.Read(File))) { TextFieldType = FieldType.Delimited, HasFieldsEnclosedInQuotes = true };
        parser.SetDelimiters(",");
        parser.ReadFields();
        List<Requirement> rows = [];
        while (parser.ReadFields() is { } f)
        {
            f.Length.ShouldBe(7, string.Join(" | ", f));
            rows.Add(new(f[0], f[1], f[2], f[3], Several(f[4]), Several(f[5]), f[6]));
        }

        return rows;
    }

    /// <summary>Everything wrong, one line each; <paramref name="ids"/> are those that must be there.</summary>
    public static IReadOnlyList<string> Errors(Repository repository, IReadOnlyList<string> ids)
    {
        var rows = Read(repository);
        var classes = TestClasses(repository);
        var header = repository.Lines(File)[0];
        return
        [
            .. header == Header ? [] : (string[])[$"header: {header}"],
            .. rows.GroupBy(r => r.Id).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {g.Count()} rows"),
            .. ids.Except(rows.Select(r => r.Id)).Select(id => $"{id}: missing"),
            .. rows.Select(r => r.Id).Except(ids).Select(id => $"{id}: not in the catalogue"),
            .. rows.SelectMany(r => Errors(r, repository, classes)),
        ];
    }

    /// <summary>Files that a row calls "to come" and that are there: the row is due for a new state.</summary>
    public static IReadOnlyList<string> Arrived(Repository repository) =>
        [.. Read(repository).Where(r => Promise().Match(r.WhatWeDo) is { Success: true } m && repository.Exists(m.Groups["path"].Value)).Select(r => $"{r.Id}: {r.WhatWeDo}")];

    private static IEnumerable<string> Errors(Requirement row, Repository repository, HashSet<string> classes)
    {
        if (!States.Contains(row.State))
        {
            yield return $"{row.Id}: state '{row.State}', allowed {string.Join(", ", States)}";
        }

        if (row.Clause.Length == 0 || row.Text.Length == 0 || row.WhatWeDo.Length == 0)
        {
            yield return $"{row.Id}: clause, requirement and what_we_do must be told";
        }

        foreach (var path in row.Where.Where(p => !repository.Exists(p)))
        {
            yield return $"{row.Id}: {path} does not exist";
        }

        foreach (var test in row.Tests.Where(t => !classes.Contains(t)))
        {
            yield return $"{row.Id}: no test class {test}";
        }

        if (row.State == "done" && (row.Where.Count == 0 || row.Tests.Count == 0))
        {
            yield return $"{row.Id}: done, but names no code or no test";
        }

        if (row.State == "part" && row.Where.Count == 0)
        {
            yield return $"{row.Id}: part, but names no code";
        }

        if (row.State is "open" or "not ours" && row.Where.Count + row.Tests.Count > 0)
        {
            yield return $"{row.Id}: {row.State}, but names code or a test";
        }
    }

    private static HashSet<string> TestClasses(Repository repository) =>
        [.. repository.With("Tests.cs").Concat(repository.With("Property.cs")).Where(f => f.StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(f => TestClass().Matches(repository.Read(f))).Select(m => m.Groups["name"].Value)];

    private static string[] Several(string cell) => cell.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"^(public|sealed|abstract|partial| )*class (?<name>\w+(Tests|Property))\b", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TestClass();

    [GeneratedRegex(@"to come\b[^;]*?(?<path>(seeds|src)/[\w./-]*\w)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Promise();
}
