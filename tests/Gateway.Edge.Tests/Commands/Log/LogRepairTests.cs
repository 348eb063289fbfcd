using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Gateway.Edge.Tests.Commands.Log;

public sealed partial class LogRepairTests
{
    [Fact]
    public async Task A_good_log_needs_no_repair()
    {
        using var log = await WrittenLog.MakeAsync(5);

        var (code, output, _) = await log.RunAsync("repair", "--lang", "en");

        code.ShouldBe(0);
        output.ShouldContain("nothing to repair");
        Directory.GetFiles(log.Folder).ShouldBe([log.File]);
    }

    [Fact]
    public async Task The_copy_holds_what_can_be_read_and_says_what_is_missing_and_the_damaged_file_is_not_touched()
    {
        using var log = await WrittenLog.MakeAsync();
        log.Execute("UPDATE entry SET payload=zeroblob(length(payload)) WHERE sequence IN (20,21,40)");
        var damaged = SHA256.HashData(log.Bytes());

        var (code, output, _) = await log.RunAsync("repair", "--lang", "en");

        code.ShouldBe(1);
        output.ShouldContain("69 entries kept, 3 lost, from 2026-03-02");
        output.ShouldContain("The damaged file was not touched.");
        output.ShouldContain("The log is good.");
        SHA256.HashData(log.Bytes()).ShouldBe(damaged);
        Directory.GetFiles(log.Folder).Select(Path.GetFileName).Order().ShouldBe(["log.db", "log.repaired.db"]);
    }

    [Fact]
    public async Task In_place_the_damaged_file_is_kept_beside_the_repaired_one()
    {
        using var log = await WrittenLog.MakeAsync();
        log.Execute("UPDATE entry SET payload=zeroblob(length(payload)) WHERE sequence=20");
        var damaged = SHA256.HashData(log.Bytes());

        var (code, output, _) = await log.RunAsync("repair", "--in-place", "--lang", "zh");

        code.ShouldBe(1);
        output.ShouldContain("保留 71 条，丢失 1 条");
        var kept = Directory.GetFiles(log.Folder, "log.db.damaged-*").ShouldHaveSingleItem();
        SHA256.HashData(await File.ReadAllBytesAsync(kept)).ShouldBe(damaged);
        (await log.RunAsync("verify")).Code.ShouldBe(0);
        (await log.RunAsync("repair")).Code.ShouldBe(0, "what was repaired needs no repair");
    }

    [Fact]
    public async Task A_copy_that_is_there_is_not_written_over()
    {
        using var log = await WrittenLog.MakeAsync(5);
        log.Execute("UPDATE entry SET payload=zeroblob(length(payload)) WHERE sequence=2");
        await File.WriteAllTextAsync(Path.Combine(log.Folder, "log.repaired.db"), "mine");

        var (code, _, errors) = await log.RunAsync("repair", "--lang", "en");

        code.ShouldBe(2);
        errors.ShouldContain("is there already");
        (await File.ReadAllTextAsync(Path.Combine(log.Folder, "log.repaired.db"))).ShouldBe("mine");
    }

    [Fact]
    public async Task Wherever_the_file_is_damaged_the_copy_is_good_and_nothing_is_lost_that_could_be_read()
    {
        using var log = await WrittenLog.MakeAsync();
        var whole = log.Bytes();
        var repaired = Path.Combine(log.Folder, "log.repaired.db");
        for (var at = 100; at < whole.Length; at += 9_001)
        {
            var bytes = (byte[])whole.Clone();
            bytes.AsSpan(at, Math.Min(200, bytes.Length - at)).Fill(0xA5);
            await File.WriteAllBytesAsync(log.File, bytes);
            File.Delete(repaired);

            var (code, output, errors) = await log.RunAsync("repair", "--lang", "en");

            code.ShouldBeOneOf([0, 1], $"offset {at}: {output}{errors}");
            (await File.ReadAllBytesAsync(log.File)).ShouldBe(bytes, "the damaged file is not touched");
            if (Kept().Match(output) is { Success: true } kept)
            {
                output.ShouldContain("The log is good.", Case.Sensitive, $"offset {at}");
                int.Parse(kept.Groups["kept"].Value, System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(0);
            }
        }
    }

    [GeneratedRegex("(?<kept>[0-9]+) entries kept", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Kept();
}
