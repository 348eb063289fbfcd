using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gateway.Edge.Api;
using Gateway.Edge.Tests.Configuration;

namespace Gateway.Edge.Tests.Api;

public sealed class HistoryTests
{
    [Fact]
    public async Task A_store_that_does_not_answer_is_told_as_such_and_the_other_still_answers()
    {
        await using var gateway = await RunningGateway.StartAsync(ConfigurationFolder.Sound.Replace(
            "\"reload\"", "\"influx\": {\"url\": \"http://127.0.0.1:1\", \"version\": \"v1\", \"database\": \"d\"}, \"reload\"", StringComparison.Ordinal));

        var answer = await gateway.Client.GetAsync("/api/v1/history?point=p1&store=influx");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["detail"]!.GetValue<string>().ShouldStartWith("influx: ");
        (await gateway.GetAsync<HistoryView>("/api/v1/history?point=p1")).Store.ShouldNotBe("influx");
    }
}
