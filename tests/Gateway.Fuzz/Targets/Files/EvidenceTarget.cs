using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Center.Evidence.Checking;
using Gateway.Center.Evidence.Package;
using Gateway.Fuzz.Engine;
using Gateway.Testing.Peers;

namespace Gateway.Fuzz.Targets.Files;

/// <summary>Evidence packages from anywhere: a verdict, always; and none with a changed byte is good.</summary>
internal sealed class EvidenceTarget : FuzzTarget
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _good = Good();

    public override string Name => "evidence-zip";

    public override int MaxLength => 8192;

    /// <summary>Unpacking takes its windows and buffers anew.</summary>
    public override long AllowedBytes => 8 << 20;

    public override IReadOnlyList<string> Tokens { get; } = ["PK\u0003\u0004", "PK\u0001\u0002", "PK\u0005\u0006", "manifest.json", "ledger.jsonl", "../x", "sha256:", "rgw-evidence/1"];

    public override IEnumerable<byte[]> Seeds() => [_good];

    public override string Execute(byte[] input)
    {
        var path = _folder.File("package.zip");
        File.WriteAllBytes(path, input);
        var verdict = PackageVerifier.VerifyAsync(path, []).GetAwaiter().GetResult();
        Oracle.Demand(verdict.Good == (verdict.Faults.Count == 0), "a package with faults is not good");
        Oracle.Demand(!verdict.Good || input.AsSpan().SequenceEqual(_good), "a changed package is not good");
        Oracle.Demand(verdict.Faults.All(fault => fault.What.Zh.Length > 0 && fault.What.En.Length > 0), "a fault is told in both languages");
        return string.Join('|', verdict.Faults.Select(fault => Oracle.Shape(fault.What.En)).Distinct().Order(StringComparer.Ordinal).Take(4));
    }

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    /// <summary>A manifest and one file under a seal. No ledger: the verdict on what is there is enough.</summary>
    private static byte[] Good()
    {
        using var stream = new MemoryStream();
        var content = "a,b\n1,2\n"u8.ToArray();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            var time = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
            Put(archive, "samples.csv", content);
            var manifest = new PackageManifest(PackageManifest.CurrentFormat, "county", "s-01", time, time, null, time, "fuzz", null, [new PackageFile("samples.csv", content.Length, Convert.ToHexStringLower(SHA256.HashData(content)))]);
            Put(archive, PackageManifest.FileName, JsonSerializer.SerializeToUtf8Bytes(manifest, PackageJson.Options));
            archive.Comment = PackageSeal.Placeholder;
        }

        PackageSeal.SetAsync(stream).GetAwaiter().GetResult();
        return stream.ToArray();
    }

    private static void Put(ZipArchive archive, string name, byte[] content)
    {
        using var entry = archive.CreateEntry(name).Open();
        entry.Write(content);
    }
}
