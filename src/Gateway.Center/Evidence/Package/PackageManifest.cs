using System.Text.Json;
using Gateway.Center.Data;
using Gateway.Center.Ledger.Anchors;

namespace Gateway.Center.Evidence.Package;

/// <summary>What a package is about and what is in it.</summary>
/// <param name="MadeAt">The only thing in which two packages of the same window made by the same account differ.</param>
/// <param name="Anchor">Head of the ledger the chain of the extract reaches; compare it with an anchor kept elsewhere. Null = the ledger was empty.</param>
public sealed record PackageManifest(
    string Format, string County, string Site, DateTimeOffset From, DateTimeOffset To, string? Incident, DateTimeOffset MadeAt, string MadeBy,
    LedgerAnchor? Anchor, IReadOnlyList<PackageFile> Files)
{
    public const string FileName = "manifest.json";
    public const string CurrentFormat = "rgw-evidence/1";
}

/// <param name="Sha256">Lower case hex.</param>
public sealed record PackageFile(string Name, long Bytes, string Sha256);

internal static class PackageJson
{
    /// <summary>As the API, set out for readers.</summary>
    public static JsonSerializerOptions Options { get; } = new(CenterJson.Options) { WriteIndented = true, NewLine = "\n" };
}
