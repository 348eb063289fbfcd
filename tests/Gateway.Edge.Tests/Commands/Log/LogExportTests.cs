using System.Text.Json;

namespace Gateway.Edge.Tests.Commands.Log;

public sealed class LogExportTests
{
    [Fact]
    public async Task Every_reading_and_record_is_a_line_of_json()
    {
        using var log = await WrittenLog.MakeAsync();

        var lines = await ExportAsync(log);

        lines.Count(line => line.GetProperty("kind").GetString() == "reading").ShouldBe(600);
        lines.Count(line => line.GetProperty("kind").GetString() == "transition").ShouldBe(6);
        var first = lines[0];
        first.GetProperty("point").GetString().ShouldBe("p0");
        first.GetProperty("value").GetDouble().ShouldBe(0);
        first.GetProperty("quality").GetString().ShouldBe("good");
        first.GetProperty("sourceTime").GetDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero));
        lines.Select(line => line.GetProperty("sequence").GetInt64()).ShouldBeInOrder();
        lines.First(line => line.GetProperty("kind").GetString() == "transition").GetProperty("body").GetProperty("alarmId").GetString().ShouldBe("p0/red-high");
    }

    [Fact]
    public async Task Only_what_is_asked_for_is_exported()
    {
        using var log = await WrittenLog.MakeAsync();

        var points = await ExportAsync(log, "--point", "p3", "p0", "--kind", "readings");
        var times = await ExportAsync(log, "--from", "2026-03-02T00:00:10Z", "--to", "2026-03-02T00:00:12Z", "--kind", "readings");
        var alarms = await ExportAsync(log, "--point", "p0", "--kind", "transition");

        points.Count.ShouldBe(120);
        points.Select(line => line.GetProperty("point").GetString()).Distinct().ShouldBe(["p0", "p3"]);
        times.Count.ShouldBe(20);
        alarms.Count.ShouldBe(6);
    }

    [Fact]
    public async Task A_sheet_has_one_header_and_the_same_values()
    {
        using var log = await WrittenLog.MakeAsync(3);
        var file = Path.Combine(log.Folder, "out.csv");

        var (code, _, errors) = await log.RunAsync("export", "--format", "csv", "--out", file, "--lang", "en");

        code.ShouldBe(0, errors);
        var lines = await File.ReadAllLinesAsync(file);
        lines[0].ShouldBe("sequence,time,kind,point,sourceTime,receivedTime,value,quality,flags,text,body");
        lines.Length.ShouldBe(31);
        lines[2].ShouldBe("1,2026-03-02T00:00:00.0000000Z,reading,p1,2026-03-02T00:00:00.0000000Z,2026-03-02T00:00:00.0000000Z,1,good,0,,");
        errors.ShouldContain("30 lines exported.");
    }

    [Fact]
    public async Task What_is_damaged_is_left_out_and_told()
    {
        using var log = await WrittenLog.MakeAsync();
        log.Execute("UPDATE entry SET payload=zeroblob(length(payload)) WHERE sequence=1");
        var file = Path.Combine(log.Folder, "out.jsonl");

        var (code, _, errors) = await log.RunAsync("export", "--kind", "readings", "--out", file, "--lang", "zh");

        code.ShouldBe(1);
        errors.ShouldContain("导出 590 行");
        errors.ShouldContain("1 条已损坏");
        (await File.ReadAllLinesAsync(file)).Length.ShouldBe(590);
    }

    private static async Task<List<JsonElement>> ExportAsync(WrittenLog log, params string[] arguments)
    {
        var file = Path.Combine(log.Folder, "out.jsonl");
        var (code, _, errors) = await log.RunAsync(["export", "--out", file, .. arguments]);
        code.ShouldBe(0, errors);
        return [.. (await File.ReadAllLinesAsync(file)).Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
