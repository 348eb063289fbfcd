using System.Text.Json.Nodes;
using Gateway.Testing.Link.County;
using Gateway.Testing.Link.Programs;
using Gateway.Testing.Time;

namespace Gateway.EndToEnd.Tests.Link.Support;

/// <summary>Catches the moment at which what is missing is shown as missing, while what is new is there already.</summary>
internal static class GapWatch
{
    /// <param name="from">Begin of the time that is asked about.</param>
    /// <param name="newest">The center must show a higher number than this beside the hole.</param>
    /// <param name="reaching">The last hole must end here or later: the history shows new data before the proof has counted them, and until then has no end for the hole.</param>
    /// <returns>From the first to the last hole in the readings as the center told them: what was on its way when the link broke may stand between two.</returns>
    public static async Task<(DateTimeOffset From, DateTimeOffset To)> ShownBesideLiveDataAsync(
        LinkedCounty county, LinkedGateway gateway, DateTimeOffset from, double newest, DateTimeOffset reaching)
    {
        var answer = "nothing";
        JsonNode[] holes = [];
        await Eventually.TrueAsync(
            async () =>
            {
                var live = await county.LiveNumberAsync(gateway);
                if (!(live > newest))
                {
                    return false;
                }

                var complete = await county.Center.Api.CompletenessAsync(LinkedGateway.Site, from);
                answer = $"number {live} of {newest}, {complete.ToJsonString()}";
                holes = [.. complete["gaps"]!.AsArray().Where(hole => hole!["lane"]?.GetValue<string>() == "readings").Select(hole => hole!)];
                return !complete["complete"]!.GetValue<bool>() && Array.Exists(holes, hole => hole["to"]!.GetValue<DateTimeOffset>() >= reaching);
            },
            30, () => $"the hole is shown while live data pass it: {answer}\n{county.Center.Output}");
        return (holes.Min(hole => hole["from"]!.GetValue<DateTimeOffset>()), holes.Max(hole => hole["to"]!.GetValue<DateTimeOffset>()));
    }
}
