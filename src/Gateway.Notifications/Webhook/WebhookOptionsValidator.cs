using System.Text.Json;
using System.Text.RegularExpressions;
using Gateway.Pipeline.Configuration;

namespace Gateway.Notifications.Webhook;

public static partial class WebhookOptionsValidator
{
    /// <param name="path">JSON path of the channel.</param>
    public static void Validate(WebhookOptions options, string path, ConfigurationErrors errors)
    {
        ChannelRules.Name(options.Name, path, errors);
        ChannelRules.Tier(options.MinTier, $"{path}.minTier", errors);
        ChannelRules.Template(options.Template, $"{path}.template", errors);
        errors.Require(
            Uri.TryCreate(options.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https", $"{path}.url", options.Url,
            "http 或 https 地址", "an http or https address");
        errors.Require(options.TimeoutMs is >= 100 and <= 60_000, $"{path}.timeoutMs", options.TimeoutMs, "100 到 60000", "100 to 60000");
        errors.Require(
            options.Template is null || IsJson(options.Template), $"{path}.template", options.Template,
            "填入后是 JSON；文本占位符放在引号内", "JSON once filled; text placeholders between quotes");
        errors.Require(
            options.SecretFile is null || File.Exists(options.SecretFile), $"{path}.secretFile", options.SecretFile,
            "存在且可读的文件", "a file that exists and can be read");
        errors.Require(
            options.SecretFile is null || options.SecretEnv is null, $"{path}.secretEnv", options.SecretEnv,
            "secretFile 与 secretEnv 只能写一个", "only one of secretFile and secretEnv");
    }

    /// <summary>A digit is a number outside quotes and text inside, so it stands for every field.</summary>
    private static bool IsJson(string template)
    {
        try
        {
            using var parsed = JsonDocument.Parse(Placeholder().Replace(template, "0"));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\{[A-Za-z]+\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
