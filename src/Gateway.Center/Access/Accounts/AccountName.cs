using System.Text.RegularExpressions;

namespace Gateway.Center.Access.Accounts;

internal static partial class AccountName
{
    public const string AllowedZh = "2 到 64 个小写字母、数字、. _ -，以字母或数字开头";
    public const string AllowedEn = "2 to 64 lower case letters, digits, . _ -, beginning with a letter or digit";

    /// <summary>As it is stored; what somebody types in capitals is the same account.</summary>
    public static string Of(string? typed) => (typed ?? "").Trim().ToLowerInvariant();

    public static bool IsGood(string name) => Pattern().IsMatch(name);

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{1,63}$", RegexOptions.None, 1000)]
    private static partial Regex Pattern();
}
