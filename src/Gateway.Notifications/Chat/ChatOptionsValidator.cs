using Gateway.Notifications.People;
using Gateway.Pipeline.Configuration;

namespace Gateway.Notifications.Chat;

public static class ChatOptionsValidator
{
    /// <param name="path">JSON path of the channel.</param>
    public static void Validate(ChatOptions options, string path, ConfigurationErrors errors)
    {
        ChannelRules.Name(options.Name, path, errors);
        PersonChannelRules.Timeout(options.TimeoutMs, path, errors);
        PersonChannelRules.Secret(options.Url, $"{path}.url", errors);
        PersonChannelRules.Secret(options.Secret, $"{path}.secret", errors);
        errors.Require(options.Url.IsNamed, $"{path}.url", "", "file 或 env：机器人地址所在", "file or env: where the robot's address is");
    }
}
