using Gateway.Pipeline.Configuration;

namespace Gateway.Notifications.Sounder;

public static class SounderOptionsValidator
{
    /// <param name="path">JSON path of the channel.</param>
    public static void Validate(SounderOptions options, string path, ConfigurationErrors errors)
    {
        ChannelRules.Name(options.Name, path, errors);
        ChannelRules.Tier(options.Tier, $"{path}.tier", errors);
        errors.Require(options.Output.Length > 0, $"{path}.output", options.Output, "一个输出的 id", "the id of an output");
    }
}
