using System.Collections;
using System.Reflection;

namespace Gateway.Pipeline.Security;

/// <summary>
/// Finds the files of a configuration that hold something secret, by the names of its members, so that a section added later is looked at without anybody
/// thinking of it. Only walks types of this product. Pure.
/// </summary>
public static class SecretPaths
{
    private static readonly string[] s_ends = ["KeyFile", "PasswordFile", "TokenFile", "SecretFile", "ConnectionFile", "HeadersFile"];

    /// <param name="sections">Options whose paths are whole; null ones are passed over.</param>
    /// <returns>Paths without repetition, in order of name.</returns>
    public static IReadOnlyList<string> Of(params object?[] sections)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var section in sections)
        {
            Walk(section, found);
        }

        return [.. found];
    }

    private static void Walk(object? value, SortedSet<string> found)
    {
        switch (value)
        {
            case null or string:
                break;
            case IEnumerable list:
                foreach (var item in list)
                {
                    Walk(item, found);
                }

                break;
            case var options when options.GetType() is { IsEnum: false, IsClass: true } type && type.Namespace?.StartsWith(nameof(Gateway), StringComparison.Ordinal) == true:
                foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0))
                {
                    Take(property, options, found);
                }

                break;
        }
    }

    private static void Take(PropertyInfo property, object owner, SortedSet<string> found)
    {
        if (property.PropertyType != typeof(string))
        {
            Walk(property.PropertyType.IsPrimitive ? null : property.GetValue(owner), found);
        }
        else if (IsSecret(owner.GetType().Name, property.Name) && property.GetValue(owner) is string { Length: > 0 } path)
        {
            found.Add(path);
        }
    }

    // The key an offer is checked with is public.
    private static bool IsSecret(string owner, string name) =>
        (name == "File" && owner == "SecretSource") || (name != "OfferKeyFile" && s_ends.Any(end => name.EndsWith(end, StringComparison.Ordinal)));
}
