using System.CommandLine;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Center.Access;
using Gateway.Center.Commands;
using Gateway.Center.Evidence.Checking;
using Gateway.Center.Ledger.Anchors;
using Gateway.Center.Tests.Support;
using Gateway.Pipeline.Ports;
using Gateway.Testing.Peers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gateway.Center.Tests.Evidence;

public sealed class EvidencePackageTests
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly object s_window = new { site = "site-a", from = s_start, to = s_start.AddMinutes(5), incident = Board.Incident };

    [Fact]
    public async Task A_package_is_checked_without_the_center_and_tells_nothing_of_other_sites()
    {
        using var folder = new TemporaryFolder();
        var (zip, anchors) = await MakeAsync(folder);

        var verdict = await PackageVerifier.VerifyAsync(zip, anchors);

        verdict.Faults.ShouldBeEmpty();
        verdict.ShouldSatisfyAllConditions(v => v.Entries.ShouldBeGreaterThanOrEqualTo(5), v => v.AnchorsCompared.ShouldBeGreaterThan(0));
        var all = string.Concat(ZipFile.OpenRead(zip).Entries.Select(entry => Text(entry)));
        all.ShouldContain("值班员甲");
        all.ShouldNotContain("负责人乙");
        all.ShouldNotContain("not for others");
    }

    [Fact]
    public async Task Samples_show_the_stretch_without_data()
    {
        using var folder = new TemporaryFolder();
        var (zip, _) = await MakeAsync(folder);

        using var archive = ZipFile.OpenRead(zip);
        var rows = Text(archive.GetEntry("samples/edge/ch4.csv")!).Split("\r\n");
        rows.Count(row => row.StartsWith("sample", StringComparison.Ordinal)).ShouldBe(90);
        rows.Where(row => row.StartsWith("gap", StringComparison.Ordinal)).ShouldBe(
            ["gap,2026-03-02T00:00:44.000Z,2026-03-02T00:01:15.000Z,,,,", "gap,2026-03-02T00:01:59.000Z,2026-03-02T00:05:00.000Z,,,,"]);
        Text(archive.GetEntry("completeness.json")!).ShouldContain("\"linkStated\": true");
    }

    [Fact]
    public async Task Two_packages_of_the_same_window_differ_in_nothing_but_the_time_they_were_made()
    {
        using var folder = new TemporaryFolder();
        await using var center = await StartAsync();
        await Board.SetUpAsync(center);
        center.Time.Advance(TimeSpan.FromMinutes(5));
        var (one, other) = (folder.File("1.zip"), folder.File("2.zip"));
        await FetchAsync(center, one);
        center.Time.Advance(TimeSpan.FromMinutes(5));
        await FetchAsync(center, other);

        using var first = ZipFile.OpenRead(one);
        using var second = ZipFile.OpenRead(other);
        first.Entries.Select(entry => entry.FullName).ShouldBe(second.Entries.Select(entry => entry.FullName));
        foreach (var entry in first.Entries)
        {
            string[] Lines(ZipArchive archive) => [.. Text(archive.GetEntry(entry.FullName)!).Split('\n').Where(line => !line.Contains("\"madeAt\"", StringComparison.Ordinal))];
            Lines(second).ShouldBe(Lines(first), entry.FullName);
        }
    }

    [Fact]
    public async Task Whatever_byte_is_changed_the_package_is_bad_and_something_is_named()
    {
        using var folder = new TemporaryFolder();
        var (zip, anchors) = await MakeAsync(folder);
        var sound = await File.ReadAllBytesAsync(zip);
        var damaged = folder.File("damaged.zip");

        Prop.ForAll(Gen.Choose(0, sound.Length - 1).ToArbitrary(), at =>
        {
            var bytes = sound.ToArray();
            bytes[at] ^= 0x10;
            File.WriteAllBytes(damaged, bytes);
            var verdict = PackageVerifier.VerifyAsync(damaged, anchors).GetAwaiter().GetResult();
            verdict.Good.ShouldBeFalse();
            verdict.Faults.ShouldNotBeEmpty();
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("ledger.jsonl", "值班员甲", "值班员丙")]
    [InlineData("samples/edge/ch4.csv", "1.5", "0.5")]
    [InlineData("warnings.json", "gas-fixed", "gas-other")]
    public async Task A_file_that_was_exchanged_is_named(string file, string was, string becomes)
    {
        using var folder = new TemporaryFolder();
        var (zip, anchors) = await MakeAsync(folder);
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Update))
        {
            var entry = archive.GetEntry(file)!;
            var text = Text(entry);
            text.ShouldContain(was);
            entry.Delete();
            using var writer = new StreamWriter(archive.CreateEntry(file).Open());
            writer.Write(text.Replace(was, becomes, StringComparison.Ordinal));
        }

        (await PackageVerifier.VerifyAsync(zip, anchors)).Faults.ShouldContain(fault => fault.File == file);
    }

    [Fact]
    public async Task The_command_line_says_good_with_0_and_bad_with_1()
    {
        using var folder = new TemporaryFolder();
        var (zip, _) = await MakeAsync(folder);
        var output = new StringWriter();
        var invocation = new InvocationConfiguration { Output = output, Error = output };

        (await CenterCommand.RunAsync(["verify", "--package", zip], invocation, CancellationToken.None)).ShouldBe(0);
        await File.AppendAllTextAsync(zip, "x");
        (await CenterCommand.RunAsync(["verify", "--package", zip], invocation, CancellationToken.None)).ShouldBe(1);
        (await CenterCommand.RunAsync(["verify", "--package", folder.File("absent.zip")], invocation, CancellationToken.None)).ShouldBe(2);
        output.ToString().ShouldContain("GOOD");
    }

    [Fact]
    public async Task Only_those_who_may_and_who_see_the_site_get_a_package_and_windows_are_checked()
    {
        await using var center = await StartAsync();
        await Board.SetUpAsync(center);
        center.Time.Advance(TimeSpan.FromMinutes(5));

        async Task<HttpStatusCode> Ask(HttpClient client, object request) => (await client.PostAsJsonAsync("/api/v1/evidence", request)).StatusCode;
        (await Ask(center.Anonymous(), s_window)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Ask(center.SignedInAs(CenterRole.Enterprise, "/county/town/site-a/"), s_window)).ShouldBe(HttpStatusCode.Forbidden);
        (await Ask(center.SignedInAs(CenterRole.Inspector, "/county/other/"), s_window)).ShouldBe(HttpStatusCode.NotFound);
        (await Ask(center.SignedInAs(CenterRole.Inspector), new { site = "site-a", from = s_start, to = s_start.AddYears(1) })).ShouldBe(HttpStatusCode.BadRequest);
        (await Ask(center.SignedInAs(CenterRole.Inspector, "/county/town/"), s_window)).ShouldBe(HttpStatusCode.OK);
        (await center.SignedInAs(CenterRole.Inspector).GetAsync("/api/v1/evidence/..%2F..%2Fcenter.zip")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<CenterUnderTest> StartAsync() => CenterUnderTest.StartAsync(services: services =>
    {
        Quiet.NoCalls(services);
        Quiet.NoIncidentWork(services);
        services.RemoveAll<IHistoryStore>().AddSingleton<IHistoryStore>(new HistoryWithHole(s_start));
    });

    private static async Task<(string Zip, IReadOnlyList<LedgerAnchor> Anchors)> MakeAsync(TemporaryFolder folder)
    {
        await using var center = await StartAsync();
        await Board.SetUpAsync(center);
        center.Time.Advance(TimeSpan.FromMinutes(5));
        await FetchAsync(center, folder.File("package.zip"));
        return (folder.File("package.zip"), center.Services.GetRequiredService<AnchorFile>().Read());
    }

    private static async Task FetchAsync(CenterUnderTest center, string path)
    {
        var reply = await center.SignedInAs(CenterRole.Inspector).PostAsJsonAsync("/api/v1/evidence", s_window);
        reply.StatusCode.ShouldBe(HttpStatusCode.OK, await reply.Content.ReadAsStringAsync());
        await File.WriteAllBytesAsync(path, await reply.Content.ReadAsByteArrayAsync());
    }

    private static string Text(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
