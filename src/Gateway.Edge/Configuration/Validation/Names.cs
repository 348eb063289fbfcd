using System.Text.RegularExpressions;

namespace Gateway.Edge.Configuration.Validation;

/// <summary>What names may look like.</summary>
internal static partial class Names
{
    public static readonly IReadOnlyList<string> Families = ["gas", "slope", "power", "dust", "tank", "fire", "other"];

    public const string AllowedZh = "1 至 64 个字母、数字或 . _ -";
    public const string AllowedEn = "1 to 64 letters, digits or . _ -";

    public static bool IsId(string id) => Id().IsMatch(id);

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z", RegexOptions.None, 1000)]
    private static partial Regex Id();
}
