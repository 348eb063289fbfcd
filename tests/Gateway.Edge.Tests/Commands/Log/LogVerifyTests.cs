using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Edge.Composition;

namespace Gateway.Edge.Tests.Commands.Log;

public sealed class LogVerifyTests
{
    [Fact]
    public async Task A_log_as_a_gateway_leaves_it_is_good_and_its_chain_is_computed_again()
    {
        using var log = await WrittenLog.MakeAsync();
        var before = SHA256.HashData(log.Bytes());

        var (code, output, errors) = await log.RunAsync("verify", "--lang", "en");

        code.ShouldBe(0, output + errors);
        output.ShouldContain("The log is good.");
        output.ShouldContain("600 readings");
        output.ShouldContain("the chain over 12 events was computed again");
        SHA256.HashData(log.Bytes()).ShouldBe(before);
        Directory.GetFiles(log.Folder).ShouldBe([log.File], "looking at a log makes no file");
    }

    [Theory]
    [InlineData("UPDATE entry SET payload=zeroblob(length(payload)) WHERE sequence=20", "checksum", 20, "与其校验和不符", "does not fit its checksum")]
    [InlineData("DELETE FROM entry WHERE sequence BETWEEN 30 AND 32", "missing", 30, "缺少 3 条记录（30 至 32）", "3 entries are missing (30 to 32)")]
    [InlineData("UPDATE entry SET kind=3 WHERE sequence=20", "checksum", 20, "与其校验和不符", "does not fit its checksum")]
    [InlineData("UPDATE entry SET kind=77 WHERE sequence=20", "checksum", 20, "与其校验和不符", "does not fit its checksum")]
    [InlineData("DELETE FROM point WHERE id='p3'", "point", 1, "没有名称", "has no name of the point")]
    [InlineData("UPDATE cursor SET sequence=999999", "cursor", 999999, "位于 999999", "stands at 999999")]
    [InlineData("UPDATE run SET first=999999", "cursor", 999999, "第 999999 条起", "begins at 999999")]
    [InlineData("UPDATE alarm SET state=0", "journal", 0, "报警台账称", "the journal says")]
    [InlineData("UPDATE alarm SET transition=x'00'", "journal", 0, "无法读取", "cannot be read")]
    [InlineData("UPDATE chain SET hash=replace(hash,substr(hash,1,1),'0') WHERE sequence=(SELECT max(sequence) FROM chain)", "chain", 0, "哈希链不符", "does not fit the chain")]
    [InlineData("UPDATE entry SET time=time+10000000 WHERE kind=5 AND sequence=(SELECT min(sequence) FROM entry WHERE kind=5)", "checksum", 0, "与其校验和不符", "does not fit its checksum")]
    public async Task What_is_wrong_is_told_with_its_place_in_both_languages(string damage, string kind, long from, string zh, string en)
    {
        using var log = await WrittenLog.MakeAsync();
        log.Execute(damage).ShouldBeGreaterThan(0);

        var (code, chinese, _) = await log.RunAsync("verify", "--lang", "zh");
        var (_, english, _) = await log.RunAsync("verify", "--lang", "en");
        var (_, json, _) = await log.RunAsync("verify", "--json");

        code.ShouldBe(1);
        chinese.ShouldContain(zh);
        english.ShouldContain(en);
        var faults = JsonDocument.Parse(json).RootElement.GetProperty("faults").EnumerateArray().Where(fault => fault.GetProperty("kind").GetString() == kind).ToList();
        faults.ShouldNotBeEmpty();
        if (from > 0)
        {
            faults[0].GetProperty("from").GetInt64().ShouldBe(from);
        }
    }

    [Fact]
    public async Task What_the_log_let_go_of_and_says_so_is_no_fault()
    {
        using var log = await WrittenLog.MakeAsync();
        log.Execute("DELETE FROM entry WHERE kind=1 AND sequence<20").ShouldBeGreaterThan(5);

        var (code, output, _) = await log.RunAsync("verify", "--lang", "en");

        code.ShouldBe(0, output);
        output.ShouldContain("gaps that the log explains");
    }

    [Fact]
    public async Task A_log_that_a_gateway_uses_is_left_alone()
    {
        using var log = await WrittenLog.MakeAsync(5);
        using (DataFolderLock.Take(log.Folder))
        {
            foreach (var verb in new[] { "verify", "export", "repair" })
            {
                var (code, _, errors) = await log.RunAsync(verb, "--lang", "en");
                code.ShouldBe(3);
                errors.ShouldContain("another gateway is using the data folder");
            }
        }

        (await log.RunAsync("verify")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task A_log_that_is_not_there_is_told()
    {
        using var log = await WrittenLog.MakeAsync(5);
        File.Delete(log.File);

        var (code, _, errors) = await log.RunAsync("verify", "--lang", "zh");

        code.ShouldBe(3);
        errors.ShouldContain("没有日志文件");
        Directory.GetFiles(log.Folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Anchors_beside_the_log_that_run_backwards_are_told()
    {
        using var log = await WrittenLog.MakeAsync(5);
        await File.WriteAllTextAsync(
            Path.Combine(log.Folder, "center-ledger.jsonl"), "{\"ledgerSequence\":9,\"ledgerHash\":\"a\"}\n{\"ledgerSequence\":4,\"ledgerHash\":\"b\"}\nnonsense\n{\"ledgerSequence\":5}\n{\"ledgerSeq");

        var (code, output, _) = await log.RunAsync("verify", "--lang", "en");

        code.ShouldBe(1);
        output.ShouldContain("line 2 of center-ledger.jsonl: the center's ledger went back from 9 to 4");
        output.ShouldContain("line 3 of center-ledger.jsonl cannot be read");
        output.ShouldNotContain("line 5", Case.Sensitive, "the last line may be cut by a power failure");
    }

    [Fact]
    public async Task Damage_anywhere_in_the_file_is_told_or_has_changed_nothing()
    {
        using var log = await WrittenLog.MakeAsync();
        var (whole, sound) = (log.Bytes(), await ExportedAsync(log));
        var told = 0;
        for (var at = 0; at < whole.Length; at += 3001)
        {
            var bytes = (byte[])whole.Clone();
            bytes.AsSpan(at, Math.Min(16, bytes.Length - at)).Fill(0xA5);
            await File.WriteAllBytesAsync(log.File, bytes);

            var (code, output, errors) = await log.RunAsync("verify", "--lang", "en");

            code.ShouldBeOneOf([0, 1, 3], $"offset {at}: {output}{errors}");
            told += code == 0 ? 0 : 1;
            if (code == 0)
            {
                // Free space inside a page, or an index over what is held elsewhere.
                (await ExportedAsync(log)).ShouldBe(sound, $"offset {at}");
            }
        }

        told.ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task A_file_cut_anywhere_is_told()
    {
        using var log = await WrittenLog.MakeAsync();
        var whole = log.Bytes();
        for (var share = 0; share < 20; share++)
        {
            await File.WriteAllBytesAsync(log.File, whole[..(whole.Length * share / 20)]);

            var (code, output, errors) = await log.RunAsync("verify", "--lang", "en");

            code.ShouldBeOneOf([1, 3], $"{share} of 20: {output}{errors}");
        }
    }

    private static async Task<string> ExportedAsync(WrittenLog log)
    {
        var file = Path.Combine(Path.GetTempPath(), $"export-{Guid.NewGuid():N}.jsonl");
        try
        {
            await log.RunAsync("export", "--out", file);
            return await File.ReadAllTextAsync(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
