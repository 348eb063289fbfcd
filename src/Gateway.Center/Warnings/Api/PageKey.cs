using System.Globalization;
using System.Text;

namespace Gateway.Center.Warnings.Api;

/// <summary>Where a page ends: time and key of its last row.</summary>
internal readonly record struct PageKey(DateTimeOffset Time, string Key)
{
    public const int DefaultLimit = 100;
    public const int MostRows = 500;

    public static int Limit(int? asked) => Math.Clamp(asked ?? DefaultLimit, 1, MostRows);

    public override string ToString() => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Time.UtcTicks.ToString(CultureInfo.InvariantCulture)} {Key}")).Replace('+', '-').Replace('/', '_');

    /// <summary>Null when it is none of ours.</summary>
    public static PageKey? Parse(string? text)
    {
        var bytes = new byte[text?.Length ?? 0];
        if (!Convert.TryFromBase64String((text ?? "").Replace('-', '+').Replace('_', '/'), bytes, out var length))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split(' ', 2);
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.Ticks
            ? new PageKey(new DateTimeOffset(ticks, TimeSpan.Zero), parts[1])
            : null;
    }
}

/// <summary>As <c>Page</c> in api/types.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next, int? Total);
