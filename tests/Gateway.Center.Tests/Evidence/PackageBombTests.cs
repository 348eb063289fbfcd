using System.IO.Compression;
using Gateway.Center.Evidence.Checking;
using Gateway.Center.Evidence.Content;
using Gateway.Center.Evidence.Package;
using Gateway.Testing.Peers;

namespace Gateway.Center.Tests.Evidence;

[Collection("alone")]
public sealed class PackageBombTests
{
    [Theory]
    [InlineData(PackageManifest.FileName)]
    [InlineData(LedgerContent.FileName)]
    public async Task A_small_package_that_unpacks_to_a_gigabyte_is_told_and_not_taken_into_memory(string file)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("package.zip");
        await using (var stream = File.Create(path))
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            await using var entry = archive.CreateEntry(file, CompressionLevel.SmallestSize).Open();
            var block = new byte[1 << 20];
            block.AsSpan().Fill((byte)' ');
            for (var i = 0; i < 1024; i++)
            {
                await entry.WriteAsync(block);
            }
        }

        new FileInfo(path).Length.ShouldBeLessThan(2_000_000);
        var before = GC.GetTotalAllocatedBytes();

        var verdict = await PackageVerifier.VerifyAsync(path, []);

        verdict.Good.ShouldBeFalse();
        verdict.Faults.ShouldContain(fault => fault.What.En.Contains("cannot be read", StringComparison.Ordinal));
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(400_000_000, "half of it at most: a line grows by doubling up to its limit");
    }
}
