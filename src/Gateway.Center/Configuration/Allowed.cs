using Gateway.Pipeline.Configuration;

namespace Gateway.Center.Configuration;

/// <summary>Demands that many sections make of their figures, with the words for them.</summary>
internal static class Allowed
{
    public static void Between(this ConfigurationErrors errors, string path, double value, double low, double high) =>
        errors.Require(value >= low && value <= high, path, value, $"{low} 到 {high}", $"{low} to {high}");

    public static void Between(this ConfigurationErrors errors, string path, TimeSpan value, TimeSpan low, TimeSpan high) =>
        errors.Require(value >= low && value <= high, path, value, $"{low:c} 到 {high:c}", $"{low:c} to {high:c}");

    /// <summary>Every entry is one of those that are known.</summary>
    public static void Known(this ConfigurationErrors errors, string path, IEnumerable<string> found, IReadOnlyCollection<string> known)
    {
        var strange = found.Where(id => !known.Contains(id)).ToList();
        var all = string.Join(", ", known);
        errors.Require(strange.Count == 0, path, string.Join(", ", strange), $"其中之一：{all}", $"of: {all}");
    }
}
