using Gateway.Pipeline.Configuration;

namespace Gateway.Notifications.People;

/// <summary>What the options of the channels to people have in common.</summary>
internal static class PersonChannelRules
{
    public static void Url(string url, string path, ConfigurationErrors errors) => errors.Require(
        Uri.TryCreate(url.Replace('{', '_').Replace('}', '_'), UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https", path, url,
        "http 或 https 地址", "an http or https address");

    public static void Timeout(int timeoutMs, string path, ConfigurationErrors errors) =>
        errors.Require(timeoutMs is >= 100 and <= 60_000, $"{path}.timeoutMs", timeoutMs, "100 到 60000", "100 to 60000");

    public static void Secret(SecretSource secret, string path, ConfigurationErrors errors)
    {
        errors.Require(secret.File is null || secret.Env is null, path, secret, "file 与 env 只能写一个", "only one of file and env");
        errors.Require(secret.File is null || System.IO.File.Exists(secret.File), $"{path}.file", secret.File, "存在且可读的文件", "a file that exists and can be read");
    }

    public static void Template(string template, string path, ConfigurationErrors errors)
    {
        foreach (var name in MessageTemplate.UnknownNames(template))
        {
            var known = string.Join(", ", MessageTemplate.Names);
            errors.Add(path, $"{{{name}}}", $"占位符只能是：{known}", $"placeholders may be: {known}");
        }
    }
}
