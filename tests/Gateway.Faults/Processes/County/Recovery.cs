using System.Text.Json.Nodes;
using Gateway.Faults.Processes.Judging;
using Gateway.Testing.Link.County;
using Gateway.Testing.Time;

namespace Gateway.Faults.Processes.County;

/// <summary>What must come back by itself once the faults have stopped.</summary>
internal static class Recovery
{
    private const int Patience = 90;

    /// <summary>Waits until the gateway is online and the center has confirmed its whole log of this moment.</summary>
    public static async Task DrainedAsync(FaultedCounty county)
    {
        var head = (await GatewayLog.ReadAsync(county.Gateway)).LastSequence;
        JsonNode? last = null;
        await Eventually.TrueAsync(
            async () => (last = await UplinkAsync(county)) is not null && last["state"]!.GetValue<string>() == "online" && last["backlogEntries"]!.GetValue<long>() == 0
                && last["readingsReceipted"]!.GetValue<long>() >= head && last["eventsUnreceipted"]!.GetValue<int>() == 0,
            Patience, () => $"the center confirms everything up to {head}: {last?.ToJsonString()}\nGateway:\n{Tail(county.Gateway.Process.Output)}\nCenter:\n{Tail(county.Center.Output)}");
    }

    /// <summary>A gas alarm that begins now stands on the center's board within seconds.</summary>
    public static async Task FreshEventAsync(FaultedCounty county, CountyJudge judge)
    {
        var known = (await GasWarningsAsync(county)).ToHashSet();
        await county.Source.SayAsync(county.Gateway.GasTopic, """{"lel":60}""");
        try
        {
            await Eventually.TrueAsync(async () => (await GasWarningsAsync(county)).Any(id => !known.Contains(id)), Patience);
            judge.FreshEventPassed();
        }
        catch (TimeoutException)
        {
            judge.Complain($"a fresh gas alarm is not on the board after {Patience} s");
        }

        await county.Source.SayAsync(county.Gateway.GasTopic, """{"lel":5}""");
    }

    /// <summary>The center proves that nothing is missing since the beginning of the run.</summary>
    public static async Task CompleteAsync(FaultedCounty county, DateTimeOffset from, CountyJudge judge)
    {
        var last = "";
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    var answer = await county.Center.Api.CompletenessAsync(LinkedGateway.Site, from);
                    last = answer.ToJsonString();
                    return answer["complete"]!.GetValue<bool>() && answer["gaps"]!.AsArray().Count == 0;
                },
                Patience);
        }
        catch (TimeoutException)
        {
            judge.Complain($"the center does not prove that the time of the run is complete: {last}");
        }
    }

    private static async Task<JsonNode?> UplinkAsync(FaultedCounty county)
    {
        try
        {
            return (await county.Gateway.Process.GetAsync("/api/v1/health"))["uplink"];
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    private static async Task<IEnumerable<string>> GasWarningsAsync(FaultedCounty county)
    {
        try
        {
            var rows = (await county.Center.Api.GetAsync($"warnings?site={LinkedGateway.Site}&limit=500"))["items"]!.AsArray();
            return rows.Select(row => row!["key"]!.GetValue<string>())
                .Where(key => key.Contains($"/{county.Gateway.Gas}@", StringComparison.Ordinal) && key.EndsWith("/Red", StringComparison.Ordinal)).ToList();
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return [];
        }
    }

    private static string Tail(string output) => string.Join('\n', output.Split('\n').TakeLast(25));
}
