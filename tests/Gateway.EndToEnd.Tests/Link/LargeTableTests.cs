using Gateway.EndToEnd.Tests.Link.Support;
using Gateway.Testing.Link.County;
using Gateway.Testing.Time;

namespace Gateway.EndToEnd.Tests.Link;

/// <summary>A large site: the table of its points is the largest message of the link.</summary>
public sealed class LargeTableTests
{
    private const int Points = 10_000;

    [Fact]
    public async Task A_table_of_ten_thousand_points_reaches_a_center_that_has_the_limits_it_comes_with()
    {
        await using var county = await LinkedCounty.StartedAsync(CenterStores.Embedded);
        var gateway = county.Prepare("edge-1", string.Concat(Enumerable.Range(1, Points).Select(PointOf)), 5_000);
        await county.StartAsync(gateway, 100);

        var (shown, size) = (0, 0);
        await Eventually.TrueAsync(
            async () => (shown = (await PointsAsync(county)).Count(id => id.StartsWith("many.", StringComparison.Ordinal))) == Points, 120,
            () => $"the center shows {shown} of {Points} points.\nCenter:\n{county.Center.Output}\nGateway:\n{gateway.Process.Output}");
        size = (await county.Center.Api.GetAsync($"sites/{LinkedGateway.Site}"))["pointsList"]!.ToJsonString().Length;
        size.ShouldBeGreaterThan(2 << 20, "it is as large as it looks");
        (await gateway.Process.GetAsync("/api/v1/health"))["uplink"]!["tableTrouble"]?.ShouldBeNull();
        await county.CenterHasAsync(gateway, county.SentBy(gateway));
    }

    private static async Task<IEnumerable<string>> PointsAsync(LinkedCounty county)
    {
        try
        {
            return (await county.Center.Api.GetAsync($"sites/{LinkedGateway.Site}"))["pointsList"]!.AsArray().Select(point => point!["id"]!.GetValue<string>());
        }
        catch (HttpRequestException)
        {
            // Not heard yet.
            return [];
        }
    }

    private static string PointOf(int number) => $$$"""
        {"id": "many.{{{number:00000}}}", "nameZh": "可燃气体探测器第 {{{number}}} 号", "nameEn": "Combustible gas detector number {{{number}}}", "family": "gas", "quantity": "lel", "unit": "%LEL",
         "mqtt": {"connection": "broker", "topic": "many/values", "path": "v{{{number}}}"}, "judgement": {"limits": [{"tier": "orange", "high": 25}, {"tier": "red", "high": 50}]}},
        """;
}
