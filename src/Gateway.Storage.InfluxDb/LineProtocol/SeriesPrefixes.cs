using System.Buffers;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Ports;

namespace Gateway.Storage.InfluxDb.LineProtocol;

/// <summary>
/// The escaped <c>measurement,key=value,...</c> of every point, built once a point. Tag keys are in order, as InfluxDB asks
/// for best speed. One thread.
/// </summary>
/// <remarks>A point changed by a reload gets a new prefix; a point no longer configured keeps the tag <c>point</c> only.</remarks>
public sealed class SeriesPrefixes
{
    private readonly Dictionary<string, (Point? Point, byte[] Prefix)> _cache = new(StringComparer.Ordinal);
    private readonly IPointDirectory _points;
    private readonly InfluxOptions _options;

    public SeriesPrefixes(InfluxOptions options, IPointDirectory points)
    {
        _options = options;
        _points = points;
    }

    public ReadOnlySpan<byte> Of(string pointId)
    {
        var point = _points.Find(pointId);
        if (_cache.TryGetValue(pointId, out var known) && ReferenceEquals(known.Point, point))
        {
            return known.Prefix;
        }

        var prefix = Build(_options, pointId, point);
        _cache[pointId] = (point, prefix);
        return prefix;
    }

    /// <summary>Empty values are left out: line protocol has no empty tag.</summary>
    public static byte[] Build(InfluxOptions options, string pointId, Point? point)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["point"] = pointId };
        foreach (var (key, value) in options.Tags)
        {
            tags[key] = value;
        }

        if (point is not null)
        {
            tags["device"] = point.Device;
            tags["family"] = point.Family;
            tags["quantity"] = point.Quantity;
        }

        var output = new ArrayBufferWriter<byte>(128);
        Escaping.AppendMeasurement(output, options.Measurement);
        foreach (var (key, value) in tags.Where(t => t.Value.Length > 0))
        {
            output.Write(","u8);
            Escaping.AppendTag(output, key);
            output.Write("="u8);
            Escaping.AppendTag(output, value);
        }

        return output.WrittenSpan.ToArray();
    }
}
