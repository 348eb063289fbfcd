using System.Security.Cryptography;
using Gateway.Core.Measurements;

namespace Gateway.Center.Access.Accounts;

/// <summary>What a password must be: long rather than odd, and not what everybody tries first.</summary>
public static class PasswordRules
{
    public const int Shortest = 12;

    /// <summary>Longer is refused, so that nobody makes the center hash a book.</summary>
    public const int Longest = 256;
    private const int FewestDistinct = 6;

    // Without I, O, 0 and 1, which are misread when they are dictated over the telephone.
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static readonly string[] s_banned =
        ["password", "passw0rd", "123456789", "987654321", "qwertyuiop", "1qaz2wsx", "administrator", "letmein", "iloveyou", "woaini1314", "abcdefgh", "admin123"];

    /// <returns>Why it is refused; null when it may be used.</returns>
    public static LocalizedText? Refusal(string? password, string account)
    {
        if (password is null || password.Length is < Shortest or > Longest)
        {
            return new LocalizedText($"{Shortest} 到 {Longest} 个字符，可以是一句话", $"{Shortest} to {Longest} characters; a sentence is fine");
        }

        if (account.Length >= 3 && password.Contains(account, StringComparison.OrdinalIgnoreCase))
        {
            return new LocalizedText("不能包含账号名", "must not hold the account name");
        }

        return password.Distinct().Count() < FewestDistinct || s_banned.Any(word => password.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? new LocalizedText("太容易猜到，请换一个", "too easily guessed; choose another one")
            : null;
    }

    /// <summary>A password for somebody to choose his own with: 20 characters in groups of five, 100 bits.</summary>
    public static string OneTime() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Alphabet, 5)));
}
