using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Gateway.Hosting.Backup;
using Gateway.Testing.Peers;

namespace Gateway.Hosting.Tests.Backup;

public sealed class BackupTests : IDisposable
{
    private static readonly DateTimeOffset s_time = new(2026, 3, 2, 1, 2, 3, TimeSpan.Zero);
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);
    private static readonly (string Name, string Text)[] s_files = [("data/log.db", "the log of a site"), ("data/history.db", new string('h', 500))];
    private readonly TemporaryFolder _folder = new();

    private string Archive => _folder.File("b.tar.gz");

    private string Target => _folder.File("out");

    [Fact]
    public async Task What_was_backed_up_comes_back_byte_for_byte_with_its_manifest()
    {
        var written = await WriteAsync(("data/log.db", "log"), ("data/深/名.json", "名"), ("empty", ""));

        var read = await BackupReader.ExtractAsync(Archive, Target, "gateway", default);
        read.Files.ShouldBe(written.Files);
        (read.Subject, read.Time, read.Facts["entries"]).ShouldBe(("s1/edge-1", s_time, "3"));
        File.ReadAllText(Path.Combine(Target, "data/深/名.json")).ShouldBe("名");
        File.ReadAllText(Path.Combine(Target, "data/log.db")).ShouldBe("log");
        File.ReadAllBytes(Path.Combine(Target, "empty")).ShouldBeEmpty();
        OwnersMay(Archive).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFileSystemEntries(_folder.Path).Length.ShouldBe(2, "only the archive and what was read");
    }

    [Fact]
    public async Task Whatever_byte_is_flipped_or_end_cut_off_no_file_comes_back_changed()
    {
        await WriteAsync(s_files);
        var whole = await File.ReadAllBytesAsync(Archive);
        var (passed, cut) = (0, 0);
        for (var at = 0; at < whole.Length; at++)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0x41;
            passed += await ReadsAsync(damaged) ? 1 : 0;
            cut += await ReadsAsync(whole[..at]) ? 1 : 0;
        }

        // What a gzip header says of time and system means nothing, and behind the last file only the mark of the end follows: nothing of a file is in either.
        (whole.Length, passed, cut).ShouldSatisfyAllConditions(() => whole.Length.ShouldBeGreaterThan(500), () => passed.ShouldBeLessThan(60), () => cut.ShouldBeLessThan(60));
    }

    [Theory]
    [InlineData("../escape")]
    [InlineData("/etc/escape")]
    [InlineData("a/../../escape")]
    [InlineData("a//b")]
    [InlineData("a\\b")]
    public async Task A_name_that_leads_out_of_the_folder_is_refused(string name)
    {
        await ForgeAsync([new(name, 1, Hash("x"))], (name, "x", TarEntryType.RegularFile));
        var error = await Should.ThrowAsync<BackupException>(() => BackupReader.ExtractAsync(Archive, Target, "gateway", default));
        error.Text.En.ShouldContain("manifest.json");
        Directory.Exists(Target).ShouldBeFalse();
    }

    [Fact]
    public async Task A_link_and_a_file_the_manifest_does_not_name_are_refused()
    {
        await ForgeAsync([new("a", 0, Hash(""))], ("a", "/etc/passwd", TarEntryType.SymbolicLink));
        await RefusedAsync("damaged: a;");
        File.Delete(Archive);
        await ForgeAsync([new("a", 1, Hash("x"))], ("a", "x", TarEntryType.RegularFile), ("b", "y", TarEntryType.RegularFile));
        await RefusedAsync("damaged: b;");
    }

    [Fact]
    public async Task Another_programs_backup_and_a_newer_format_are_told_apart_from_damage()
    {
        await WriteAsync(("a", "x"));
        (await Should.ThrowAsync<BackupException>(() => BackupReader.ExtractAsync(Archive, Target, "warning-center", default))).Text.En.ShouldContain("a backup of gateway");
        File.Delete(Archive);
        await ForgeAsync([], format: 2);
        await RefusedAsync("has format 2");
    }

    [Fact]
    public void What_is_being_written_this_moment_is_no_part_of_a_folder()
    {
        foreach (var name in new[] { "acl", "acl.0f.new", "package.zip.tmp", "left-out" })
        {
            File.WriteAllText(_folder.File(name), "x");
        }

        BackupPart.OfFolder(_folder.Path, "data/", name => name != "left-out").Select(part => part.Name).ShouldBe(["data/acl"]);
    }

    [Fact]
    public async Task A_part_that_cannot_be_copied_leaves_nothing_behind_and_an_archive_is_never_overwritten()
    {
        BackupPart[] parts = [new("a", (_, _) => throw new IOException("the disk is gone"))];
        (await Should.ThrowAsync<BackupException>(() => BackupWriter.WriteAsync(Archive, Head(), parts, null, default))).Text.En.ShouldContain("the disk is gone");
        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
        await File.WriteAllTextAsync(Archive, "precious");
        (await Should.ThrowAsync<BackupException>(() => BackupWriter.WriteAsync(Archive, Head(), [], null, default))).Text.En.ShouldContain("exists already");
        File.ReadAllText(Archive).ShouldBe("precious");
    }

    public void Dispose() => _folder.Dispose();

    private static BackupManifest Head(int format = 1) => new(format, "gateway", "1.2.3", "s1/edge-1", s_time, [], new Dictionary<string, string>(StringComparer.Ordinal), ["/etc/secret"]);

    private static UnixFileMode OwnersMay(string path) => OperatingSystem.IsWindows() ? UnixFileMode.UserRead | UnixFileMode.UserWrite : File.GetUnixFileMode(path);

    private static string Hash(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private Task<BackupManifest> WriteAsync(params (string Name, string Text)[] files) => BackupWriter.WriteAsync(
        Archive, Head(), [.. files.Select(file => new BackupPart(file.Name, (path, stop) => File.WriteAllTextAsync(path, file.Text, stop)))],
        copies => Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>(StringComparer.Ordinal) { ["entries"] = $"{Directory.GetFiles(copies, "*", SearchOption.AllDirectories).Length}" }),
        default);

    private async Task<bool> ReadsAsync(byte[] archive)
    {
        var path = _folder.File("damaged");
        await File.WriteAllBytesAsync(path, archive);
        try
        {
            await BackupReader.ExtractAsync(path, Target, "gateway", default);
            foreach (var (name, text) in s_files)
            {
                File.ReadAllText(Path.Combine(Target, name)).ShouldBe(text, name);
            }

            Directory.Delete(Target, recursive: true);
            return true;
        }
        catch (BackupException)
        {
            Directory.Exists(Target).ShouldBeFalse();
            return false;
        }
    }

    private async Task RefusedAsync(string why) =>
        (await Should.ThrowAsync<BackupException>(() => BackupReader.ExtractAsync(Archive, Target, "gateway", default))).Text.En.ShouldContain(why);

    private Task ForgeAsync(IReadOnlyList<BackupFile> files, params (string Name, string Text, TarEntryType Type)[] entries) => ForgeAsync(files, 1, entries);

    private async Task ForgeAsync(IReadOnlyList<BackupFile> files, int format, params (string Name, string Text, TarEntryType Type)[] entries)
    {
        await using var zip = new GZipStream(File.Create(Archive), CompressionLevel.Fastest);
        await using var tar = new TarWriter(zip);
        var manifest = JsonSerializer.SerializeToUtf8Bytes(Head(format) with { Files = files }, s_json);
        await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "manifest.json") { DataStream = new MemoryStream(manifest) });
        foreach (var (name, text, type) in entries)
        {
            var entry = new PaxTarEntry(type, name);
            if (type == TarEntryType.SymbolicLink)
            {
                entry.LinkName = text;
            }
            else
            {
                entry.DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text));
            }

            await tar.WriteEntryAsync(entry);
        }
    }
}
