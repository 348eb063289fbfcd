using Gateway.Center.Configuration;
using Gateway.Center.Tests.Support;
using Gateway.Testing.Peers;

namespace Gateway.Center.Tests.Configuration;

/// <summary>Every section says what is allowed in it; all at once.</summary>
public sealed class SectionRangesTests
{
    [Theory]
    [InlineData("warnings", """{"mergeWindowMin": 1441, "promotion": {"blueToYellow": -1, "yellowToOrange": 1001, "orangeToRed": 2}, "neighbourSites": 1, "neighbourWindowMin": 0, "hazardFamilies": [""], "releaseAfterMin": 0, "historicalGraceS": 0}""",
        "mergeWindowMin promotion.blueToYellow promotion.yellowToOrange neighbourSites neighbourWindowMin hazardFamilies releaseAfterMin historicalGraceS")]
    [InlineData("live", """{"connectionsPerAccount": 0, "connections": 100001, "pushIntervalMs": 9, "pending": 0, "slowAfterS": 301, "beatS": 11}""",
        "connectionsPerAccount connections pushIntervalMs pending slowAfterS beatS")]
    [InlineData("drills", """{"proofSite": "", "proofTier": "none", "proofMinutes": 0, "proofLateHours": 168}""", "proofSite proofTier proofMinutes proofLateHours")]
    [InlineData("dangers", """{"repeatWithin": "1h", "mostDisturbances": 0, "disturbedWithin": "1s", "escalateAfterDays": [1, 7, 7, 30], "reviewGeneralEvery": "1h", "reviewMajorEvery": "30d"}""",
        "repeatWithin mostDisturbances disturbedWithin escalateAfterDays reviewGeneralEvery reviewMajorEvery")]
    [InlineData("prejudgement", """{"cadences": ["consultation"], "signDayWithin": "25h", "signWeekWithin": "8d", "signMonthWithin": "29d", "nearLimit": 0.6, "mostPoints": 0, "notes": [{"from": "13-01", "to": "2026-01-01", "text": {"zh": "", "en": ""}, "source": ""}]}""",
        "cadences signDayWithin signWeekWithin signMonthWithin nearLimit mostPoints notes[0].from notes[0].to notes[0].text")]
    [InlineData("link", """{"historicalAfterS": 0, "gapAfterS": 0, "silentYellowS": 60, "silentOrangeS": 60, "clockToleranceS": 0, "receiptMs": 49, "maxMessageBytes": 1000, "maxPointsPerEdge": 0, "maxEdges": 0, "readInflux": true, "log": {"maxBytes": 1}, "history": {"flushReadings": 1}}""",
        "historicalAfterS gapAfterS silentOrangeS clockToleranceS receiptMs maxMessageBytes maxPointsPerEdge maxEdges readInflux log.maxBytes history.flushReadings")]
    [InlineData("influx", """{"url": "ftp://x", "batchLines": 0, "timeoutMs": 1}""", "url database batchLines timeoutMs")]
    [InlineData("access", """{"evidencePerMinute": 0, "exchangePerMinute": 9}""", "evidencePerMinute exchangePerMinute")]
    [InlineData("clocks", """
        {"sets": [{"id": "a b", "name": {"zh": "甲", "en": "a"}, "clocks": [{"kind": "", "name": {"zh": "一", "en": "one"}, "within": "10s", "warnBefore": "20s", "form": "first", "recipients": ["nobody"]}]},
                  {"id": "b", "name": {"zh": "乙", "en": "b"}, "clocks": []}, {"id": "b", "name": {"zh": "乙", "en": "b"}, "clocks": []}],
         "defaultSets": ["c"], "places": [{"path": "county", "sets": ["d"]}], "recipients": [{"id": "r", "name": {"zh": "收", "en": "r"}, "channel": "mail"}]}
        """,
        "sets[0].id sets[0].clocks[0].kind sets[0].clocks[0].within sets[0].clocks[0].warnBefore sets[0].clocks[0].recipients sets defaultSets places[0].path places[0].sets recipients[0].address")]
    public void Every_figure_out_of_its_range_is_told_with_its_path(string section, string text, string paths) =>
        Errors(section, text).ShouldBe(paths.Split(' ').Select(path => $"center.json: {section}.{path}"), ignoreOrder: true);

    [Theory]
    [InlineData("warnings", """{"mergeWindowMin": 0, "promotion": null, "neighbourSites": 100}""")]
    [InlineData("live", """{"connectionsPerAccount": 1000, "pushIntervalMs": 10, "beatS": 10}""")]
    [InlineData("drills", """{"proofTier": "red", "proofLateHours": 167}""")]
    [InlineData("dangers", """{"escalateAfterDays": [1, 2, 3, 3650], "reviewMajorEvery": "1d"}""")]
    [InlineData("prejudgement", """{"cadences": [], "notes": [{"from": "02-29", "to": "03-15", "text": {"zh": "甲", "en": "a"}, "source": "s"}]}""")]
    [InlineData("link", """{"silentYellowS": 5, "silentOrangeS": 6, "receiptMs": 50}""")]
    [InlineData("clocks", """{"defaultSets": ["national", "local"], "places": [{"path": "/county/town/", "sets": []}]}""")]
    public void What_stands_at_the_edge_of_its_range_is_good(string section, string text) => Errors(section, text).ShouldBeEmpty();

    private static List<string> Errors(string section, string text)
    {
        using var folder = new TemporaryFolder();
        var seeds = System.Text.Json.JsonSerializer.Serialize(TestSeeds.Folder);
        File.WriteAllText(folder.File("center.json"), $$"""{ "county": { "id": "c", "name": { "zh": "县", "en": "County" } }, "seeds": {{seeds}}, "{{section}}": {{text}} }""");
        return [.. CenterConfiguration.Load(folder.File("center.json"), [], _ => null).Errors.Items.Select(error => error.Path)];
    }
}
