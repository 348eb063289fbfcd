using Gateway.Load.Center.Watching;

namespace Gateway.Load.Center.Edges;

/// <summary>
/// Sends warnings at a steady rate over the points of all gateways: four neighbouring points of a site after another, so that two fall into one incident. A point
/// that stands already ends. Of twenty two are red, three orange, five yellow and ten blue.
/// </summary>
internal sealed class WarningFeed(EdgeFleet fleet, PublishedWarnings published, int points, string name)
{
    private const int PointsAtOnce = 4;

    // Two points of a zone have one quantity each: the center merges them and has nothing to promote.
    private static readonly int[] s_steps = [0, 4, 1, 5];
    private static readonly string[] s_tiers =
        ["blue", "yellow", "blue", "orange", "blue", "yellow", "blue", "red", "blue", "yellow", "blue", "orange", "blue", "yellow", "blue", "red", "blue", "yellow", "orange", "blue"];

    private readonly Dictionary<(int Edge, int Point), string> _standing = [];
    private long _sent;

    /// <param name="site">First site of the round.</param>
    public async Task RunAsync(double perSecond, TimeSpan length, int site, CancellationToken cancellation)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        var start = TimeProvider.System.GetTimestamp();
        var sending = new List<Task>();
        var (first, all) = (_sent, (long)Math.Round(perSecond * length.TotalSeconds));
        while (_sent - first < all && await ticks.WaitForNextTickAsync(cancellation))
        {
            var due = Math.Min(all, (long)(TimeProvider.System.GetElapsedTime(start).TotalSeconds * perSecond));
            for (; _sent - first < due; _sent++)
            {
                sending.Add(SendAsync(_sent, site, cancellation));
            }
        }

        await Task.WhenAll(sending);
    }

    private Task SendAsync(long number, int site, CancellationToken cancellation)
    {
        var edge = (int)((site + (number / PointsAtOnce)) % fleet.Edges.Count);
        var round = (int)(number / PointsAtOnce / fleet.Edges.Count);
        var point = ((round * s_steps.Length * 2) + s_steps[number % PointsAtOnce]) % points;
        var from = _standing.GetValueOrDefault((edge, point), "none");
        var tier = from == "none" ? s_tiers[number % s_tiers.Length] : "none";
        _standing[(edge, point)] = tier;
        return fleet.Edges[edge].WarnAsync($"{name}-{number}", point, tier, from, published, cancellation);
    }
}
