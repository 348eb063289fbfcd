using System.Text.RegularExpressions;

namespace Gateway.Pipeline.Security;

/// <summary>Takes secrets out of what is shown of a configuration: by the name of the member, and by their looks inside addresses, connection strings and JSON. Pure.</summary>
public static partial class SecretMask
{
    public const string Mask = "***";

    /// <summary>What names a secret, as a regular expression.</summary>
    private const string Words = "password|passwd|secret|token|credential|authorization|api-?key";

    /// <summary>Whether one of the words of secrets stands in the name, also when it is that of a file or variable: somebody may have meant the secret itself.</summary>
    public static bool IsToldBy(string name) => Word().IsMatch(name);

    /// <param name="path">JSON path of the value; its last name tells whether the whole of it is a secret.</param>
    /// <param name="text">What was found there.</param>
    public static string Of(string path, string text) =>
        text.Length > 0 && SecretName().IsMatch(path) ? Mask : Of(text);

    /// <summary>The text with every password of an address, a connection string or a member of JSON masked.</summary>
    public static string Of(string text) =>
        text.Length == 0 ? text : Member().Replace(Pair().Replace(User().Replace(text, "://" + Mask + "@"), "${name}=" + Mask), "${name}" + Mask + "\"");

    [GeneratedRegex(Words, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();

    // The name of a file, variable or folder that holds a secret is none.
    [GeneratedRegex(
        @"(?:^|[.:\s])[^.:\s]*?(?:" + Words + @")(?![a-z-]*(?:file|env|folder))[a-z-]*(?:\[\d+\])*$|[.:\s](?:database\.connection|key)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"://[^/\s@?#]*@", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex User();

    [GeneratedRegex(@"\b(?<name>password|passwd|pwd|secret|token|access_token|api_?key|key|sign|signature)\s*=\s*(?:""[^""]*""|'[^']*'|[^;&\s""']+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pair();

    [GeneratedRegex(@"(?<name>""[\w-]*(" + Words + @")""\s*:\s*"")[^""]*(""|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Member();
}
