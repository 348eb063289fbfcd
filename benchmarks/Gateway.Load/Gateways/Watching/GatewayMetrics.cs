using System.Globalization;

namespace Gateway.Load.Gateways.Watching;

/// <summary>One reading of <c>/metrics</c> (Prometheus text format 0.0.4).</summary>
internal sealed class GatewayMetrics
{
    private readonly Dictionary<string, double> _series;

    private GatewayMetrics(Dictionary<string, double> series, long timestamp)
    {
        _series = series;
        Timestamp = timestamp;
    }

    /// <summary>Of <see cref="TimeProvider.GetTimestamp"/> when it arrived.</summary>
    public long Timestamp { get; }

    public static GatewayMetrics Parse(string text)
    {
        var timestamp = TimeProvider.System.GetTimestamp();
        var series = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n').Where(l => l.Length > 0 && l[0] != '#'))
        {
            var blank = line.LastIndexOf(' ');
            series[line[..blank]] = double.Parse(line[(blank + 1)..], CultureInfo.InvariantCulture);
        }

        return new GatewayMetrics(series, timestamp);
    }

    /// <summary>Sum over all labels; a name that is not there is an error, as a misspelt counter would read as a good zero.</summary>
    public double Sum(string name)
    {
        var all = _series.Where(s => s.Key == name || s.Key.StartsWith(name + "{", StringComparison.Ordinal)).ToList();
        return all.Count > 0 ? all.Sum(s => s.Value) : throw new InvalidDataException($"/metrics has no {name}.");
    }

    /// <summary>The series of a name that carries this label.</summary>
    public double Of(string name, string label, string value) =>
        _series.Where(s => s.Key.StartsWith(name + "{", StringComparison.Ordinal) && s.Key.Contains($"{label}=\"{value}\"", StringComparison.Ordinal))
            .Sum(s => s.Value);

    public double SecondsSince(GatewayMetrics earlier) => TimeProvider.System.GetElapsedTime(earlier.Timestamp, Timestamp).TotalSeconds;
}
