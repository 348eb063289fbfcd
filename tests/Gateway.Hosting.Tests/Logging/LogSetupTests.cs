using System.Text.Json.Nodes;
using Gateway.Hosting.Logging;
using Gateway.Testing.Peers;
using Serilog.Events;
using Serilog.Parsing;

namespace Gateway.Hosting.Tests.Logging;

public sealed class LogSetupTests
{
    private static readonly DateTimeOffset s_time = new(2026, 3, 2, 1, 2, 3, TimeSpan.Zero);

    [Fact]
    public async Task A_line_of_json_has_number_sentence_and_parts()
    {
        var line = JsonNode.Parse(await WrittenAsync(LogFormat.Json))!;

        line["Level"]!.GetValue<string>().ShouldBe("Warning");
        line["RenderedMessage"]!.GetValue<string>().ShouldBe("Device \"d1\" does not answer.");
        line["Properties"]!["Event"]!.GetValue<int>().ShouldBe(1001);
        line["Properties"]!["Device"]!.GetValue<string>().ShouldBe("d1");
    }

    [Fact]
    public async Task A_line_of_text_has_time_level_number_and_sentence() =>
        (await WrittenAsync(LogFormat.Text)).ShouldEndWith("WRN [1001] Device d1 does not answer.");

    [Fact]
    public async Task What_is_below_the_level_is_not_written()
    {
        using var folder = new TemporaryFolder();
        await using (var log = LogSetup.Create(new() { Level = LogDetail.Error }, folder.Path, "gateway"))
        {
            log.Write(Line());
        }

        Directory.GetFiles(folder.Path).ShouldBeEmpty();
    }

    private static async Task<string> WrittenAsync(LogFormat format)
    {
        using var folder = new TemporaryFolder();
        await using (var log = LogSetup.Create(new() { Format = format }, folder.Path, "gateway"))
        {
            log.Write(Line());
        }

        var file = Directory.GetFiles(folder.Path).ShouldHaveSingleItem();
        Path.GetFileName(file).ShouldStartWith("gateway-");
        return (await File.ReadAllLinesAsync(file)).ShouldHaveSingleItem();
    }

    private static LogEvent Line() => new(
        s_time, LogEventLevel.Warning, null, new MessageTemplateParser().Parse("Device {Device} does not answer."),
        [
            new LogEventProperty("Device", new ScalarValue("d1")),
            new LogEventProperty("EventId", new StructureValue([new LogEventProperty("Id", new ScalarValue(1001))])),
        ]);
}
