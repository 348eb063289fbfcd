using System.Text.Json.Nodes;
using Gateway.EndToEnd.Tests.Support;
using Gateway.Testing.Time;

namespace Gateway.EndToEnd.Tests.Link.Support;

/// <summary>Catches the moment at which what is missing is shown as missing, while what is new is there already.</summary>
internal static class GapWatch
{
    /// <param name="from">Begin of the time that is asked about.</param>
    /// <param name="newest">The center must show a higher number than this beside the hole.</param>
    /// <returns>The hole in the readings as the center told it.</returns>
    public static async Task<(DateTimeOffset From, DateTimeOffset To)> ShownBesideLiveDataAsync(
        LinkedCounty county, LinkedGateway gateway, DateTimeOffset from, double newest)
    {
        var answer = "nothing";
        JsonNode? gap = null;
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
                gap = complete["gaps"]!.AsArray().FirstOrDefault(hole => hole!["lane"]?.GetValue<string>() == "readings");
                return gap is not null && !complete["complete"]!.GetValue<bool>();
            },
            30, () => $"the hole is shown while live data pass it: {answer}\n{county.Center.Output}");
        return (gap!["from"]!.GetValue<DateTimeOffset>(), gap["to"]!.GetValue<DateTimeOffset>());
    }
}
