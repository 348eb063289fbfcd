using System.IO.Compression;
using System.Text.Json;
using Gateway.Center.Data;
using Gateway.Center.Evidence.Content;
using Gateway.Center.Evidence.Package;
using Gateway.Center.Ledger.Anchors;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Security;

namespace Gateway.Center.Evidence.Checking;

/// <summary>Checks a package with nothing but the package: no database, no network.</summary>
public static class PackageVerifier
{
    /// <param name="anchors">Kept elsewhere; may be empty, then the package's own anchor is compared with nothing.</param>
    public static async Task<PackageVerdict> VerifyAsync(string path, IReadOnlyList<LedgerAnchor> anchors)
    {
        var (faults, manifest, entries, compared) = (new List<PackageFault>(), default(PackageManifest), 0L, 0);
        try
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read);
            if (!await PackageSeal.HoldsAsync(stream))
            {
                faults.Add(new(Path.GetFileName(path), new("整包与其封印不符：有字节被改动", "the whole does not fit its seal: a byte of it was changed")));
            }

            stream.Position = 0;
            await using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            manifest = await ManifestAsync(archive, faults);
            await FilesAsync(archive, manifest, faults);
            (entries, compared) = await ExtractVerifier.VerifyAsync(archive.GetEntry(LedgerContent.FileName), manifest?.Anchor, anchors, faults);
        }
        catch (Exception damage) when (damage is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            faults.Add(new(Path.GetFileName(path), new($"不能读取：{damage.Message}", $"cannot be read: {damage.Message}")));
        }

        return new PackageVerdict(faults.Count == 0, manifest, entries, compared, faults);
    }

    private static async Task<PackageManifest?> ManifestAsync(ZipArchive archive, List<PackageFault> faults)
    {
        try
        {
            await using var content = await (archive.GetEntry(PackageManifest.FileName) ?? throw new InvalidDataException("absent")).OpenAsync();
            using var whole = await BoundedRead.AllAsync(content, PackageLimits.ManifestBytes, CancellationToken.None);
            var manifest = await JsonSerializer.DeserializeAsync<PackageManifest>(whole, CenterJson.Options) ?? throw new InvalidDataException("empty");
            return manifest.Format == PackageManifest.CurrentFormat && manifest.Files is not null ? manifest : throw new InvalidDataException("unknown format");
        }
        catch (Exception damage) when (damage is JsonException or InvalidDataException)
        {
            faults.Add(new(PackageManifest.FileName, new($"不能读取：{damage.Message}", $"cannot be read: {damage.Message}")));
            return null;
        }
    }

    private static async Task FilesAsync(ZipArchive archive, PackageManifest? manifest, List<PackageFault> faults)
    {
        if (manifest is null)
        {
            return;
        }

        var listed = manifest.Files.Select(file => file.Name).Append(PackageManifest.FileName).ToHashSet(StringComparer.Ordinal);
        var present = archive.Entries.Select(entry => entry.FullName).ToList();
        faults.AddRange(present.Where(name => !listed.Contains(name)).Select(name => new PackageFault(name, new("不在清单中", "not in the manifest"))));
        faults.AddRange(
            present.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => new PackageFault(group.Key, new("重复出现", "is there twice"))));
        foreach (var file in manifest.Files)
        {
            if (await DigestAsync(archive.GetEntry(file.Name), file.Bytes) is var digest && digest != file.Sha256)
            {
                faults.Add(new(file.Name, digest is null ? new("缺失或损坏", "missing or damaged") : new("内容被改动", "its content was changed")));
            }
        }
    }

    /// <param name="most">Bytes the manifest tells: what unpacks to more is another file, and is not unpacked to its end.</param>
    private static async Task<string?> DigestAsync(ZipArchiveEntry? entry, long most)
    {
        try
        {
            if (entry is null)
            {
                return null;
            }

            await using var content = await entry.OpenAsync();
            return await PackageLimits.DigestAsync(content, most);
        }
        catch (Exception damage) when (damage is InvalidDataException or IOException)
        {
            return null;
        }
    }
}

/// <param name="Entries">Lines of the ledger extract that are right.</param>
/// <param name="AnchorsCompared">Anchors from elsewhere that fell into the extract and fit.</param>
public sealed record PackageVerdict(bool Good, PackageManifest? Manifest, long Entries, int AnchorsCompared, IReadOnlyList<PackageFault> Faults);

/// <param name="File">Name in the package.</param>
public sealed record PackageFault(string File, LocalizedText What);
