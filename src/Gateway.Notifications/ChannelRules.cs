using Gateway.Pipeline.Configuration;

namespace Gateway.Notifications;

/// <summary>What every channel's options must satisfy.</summary>
internal static class ChannelRules
{
    public static void Name(string name, string path, ConfigurationErrors errors) =>
        errors.Require(name.Length is > 0 and <= 64, $"{path}.name", name, "1 到 64 个字符，全站唯一", "1 to 64 characters, unique at the site");

    public static void Tier(string tier, string path, ConfigurationErrors errors) =>
        errors.Require(TierFilter.Parse(tier) is not null, path, tier, "blue、yellow、orange 或 red", "blue, yellow, orange or red");

    public static void Template(string? template, string path, ConfigurationErrors errors)
    {
        foreach (var name in Templates.WarningTemplate.UnknownNames(template ?? ""))
        {
            var known = string.Join(", ", Templates.WarningTemplate.Names);
            errors.Add(path, $"{{{name}}}", $"占位符只能是：{known}", $"placeholders may be: {known}");
        }
    }
}
