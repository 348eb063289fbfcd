using System.Text;
using Gateway.Pipeline.Configuration;

namespace Gateway.Edge.Replay;

/// <summary>Which column of the file holds what. Without a header line: time, point, value, and quality if there is a fourth.</summary>
internal sealed record SampleColumns(int Time, int Point, int Value, int Quality, int Flags, int Received, int Count)
{
    public const int Most = 6;

    private static readonly string[] s_names = ["time", "point", "value", "quality", "flags", "received"];

    public static SampleColumns Default(int fields) => new(0, 1, 2, fields > 3 ? 3 : -1, -1, -1, fields);

    /// <summary>True when the first field is no time: a header line.</summary>
    public static bool IsHeader(ReadOnlySpan<byte> firstField) => !IsoTime.TryParse(firstField, out _);

    /// <returns>Null when the header is not understood; the reason is in <paramref name="errors"/>.</returns>
    public static SampleColumns? Of(ReadOnlySpan<byte> header, string file, ConfigurationErrors errors)
    {
        var names = Encoding.UTF8.GetString(header).Split(',').Select(name => name.Trim().Trim('"').ToLowerInvariant()).ToList();
        var unknown = names.Where(name => !s_names.Contains(name)).ToList();
        var missing = s_names.Take(3).Where(name => !names.Contains(name)).ToList();
        if (unknown.Count + missing.Count > 0 || names.Distinct().Count() != names.Count)
        {
            errors.Add(
                $"{file}: 1", string.Join(',', names), "表头 time,point,value[,quality][,flags][,received]，各列一次",
                "the header time,point,value[,quality][,flags][,received], each column once");
            return null;
        }

        var at = s_names.Select(name => names.IndexOf(name)).ToArray();
        return new SampleColumns(at[0], at[1], at[2], at[3], at[4], at[5], names.Count);
    }
}
