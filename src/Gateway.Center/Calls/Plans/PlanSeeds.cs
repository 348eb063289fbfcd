using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Core.Warnings;

namespace Gateway.Center.Calls.Plans;

/// <summary>Reads <c>callAndResponse</c> of the tier seeds.</summary>
internal static class PlanSeeds
{
    /// <summary>The seeds say how people are to be told; these are the channels that do it.</summary>
    private static readonly Dictionary<string, string[]> s_channels = new(StringComparer.Ordinal)
    {
        ["app"] = ["console", "chat", "email"], ["sms"] = ["sms"], ["voice"] = ["voice"], ["digest"] = ["email", "chat"],
    };

    /// <exception cref="InvalidDataException">The file is not what it must be.</exception>
    public static Dictionary<WarningTier, PlanOptions> Read(string file)
    {
        try
        {
            var plans = JsonNode.Parse(File.ReadAllText(file))!["callAndResponse"]!.AsArray();
            return plans.ToDictionary(plan => Enum.Parse<WarningTier>((string)plan!["tier"]!, ignoreCase: true), plan => Plan(plan!));
        }
        catch (Exception e) when (e is IOException or System.Text.Json.JsonException or NullReferenceException or FormatException or ArgumentException or KeyNotFoundException)
        {
            throw new InvalidDataException($"{file}: callAndResponse: {e.Message}", e);
        }
    }

    private static PlanOptions Plan(JsonNode plan)
    {
        var tier = (string)plan["tier"]!;
        var steps = plan["steps"]!.AsArray().Select((step, index) => Step(step!, index, tier)).ToList();

        // For red the county alone is not enough: somebody besides whoever acknowledged first has to answer.
        return new PlanOptions { Steps = steps, Needed = tier == "red" ? 2 : 1, Restarts = tier != "blue" };
    }

    private static PlanStep Step(JsonNode step, int index, string tier)
    {
        var by = step["by"]!.AsArray().Select(way => (string)way!).ToList();
        var channels = by.SelectMany(way => s_channels[way]);

        // The county's duty officer and the town see from the first moment what the site is called for; at red the site itself hears it.
        var grave = tier is "red" or "orange" or "yellow";
        string[] roles = index == 0 && grave ? [(string)step["whom"]!, "county-duty", "town-duty"] : [(string)step["whom"]!];
        return new PlanStep(Minutes((string)step["after"]!), roles, [.. channels, .. index == 0 && tier == "red" ? ["sounder"] : Array.Empty<string>()], by.Contains("digest"));
    }

    private static double Minutes(string after) => double.Parse(after.Split(' ')[0], CultureInfo.InvariantCulture);
}
