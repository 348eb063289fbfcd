using System.Collections.Concurrent;
using System.Reflection;
using Gateway.Core.Conditions;

namespace Gateway.Edge.Ledger;

/// <summary>How far back a condition looks: its longest window, duration or delay.</summary>
internal static class LeadIn
{
    /// <summary>Even a plain limit is judged from this long before, so that its deadband and detector bits are as they were.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromMinutes(15);

    // A condition says its times in properties of its own; asking all of them means that a new kind of condition needs nothing here.
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> s_times = new();
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> s_settings = new();

    public static TimeSpan Of(Condition condition)
    {
        var longest = Longest(condition);
        foreach (var property in s_settings.GetOrAdd(condition.GetType(), SettingsOf))
        {
            longest = property.GetValue(condition) is { } settings && Longest(settings) is var inner && inner > longest ? inner : longest;
        }

        return longest + condition.OnDelay + condition.OffDelay;
    }

    private static TimeSpan Longest(object of)
    {
        var longest = Least;
        foreach (var property in s_times.GetOrAdd(of.GetType(), TimesOf))
        {
            longest = property.GetValue(of) is TimeSpan span && span > longest ? span : longest;
        }

        return longest;
    }

    private static PropertyInfo[] TimesOf(Type type) => [.. Readable(type).Where(property => property.PropertyType == typeof(TimeSpan))];

    private static PropertyInfo[] SettingsOf(Type type) => [.. Readable(type).Where(property =>
        property.PropertyType is { IsClass: true } inner && inner.Namespace?.StartsWith("Gateway.Core", StringComparison.Ordinal) == true)];

    private static IEnumerable<PropertyInfo> Readable(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanRead && property.GetIndexParameters().Length == 0);
}
