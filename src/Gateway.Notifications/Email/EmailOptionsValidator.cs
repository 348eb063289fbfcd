using Gateway.Notifications.People;
using Gateway.Pipeline.Configuration;
using MimeKit;

namespace Gateway.Notifications.Email;

public static class EmailOptionsValidator
{
    /// <param name="path">JSON path of the channel.</param>
    public static void Validate(EmailOptions options, string path, ConfigurationErrors errors)
    {
        ChannelRules.Name(options.Name, path, errors);
        PersonChannelRules.Secret(options.Password, $"{path}.password", errors);
        errors.Require(options.Host.Length > 0, $"{path}.host", options.Host, "邮件服务器主机名", "host of the mail server");
        errors.Require(options.Port is > 0 and <= 65_535, $"{path}.port", options.Port, "1 到 65535", "1 to 65535");
        errors.Require(options.TimeoutMs is >= 1000 and <= 60_000, $"{path}.timeoutMs", options.TimeoutMs, "1000 到 60000", "1000 to 60000");
        errors.Require(MailboxAddress.TryParse(options.From, out _), $"{path}.from", options.From, "邮件地址", "a mail address");
        errors.Require(options.User is null || options.Password.IsNamed, $"{path}.password", "", "写了 user 时必填", "needed when user is given");
        errors.Require(options.Authority is null || File.Exists(options.Authority), $"{path}.authority", options.Authority, "存在的 PEM 文件", "a PEM file that exists");
        errors.Require(
            options.Security != EmailSecurity.None || options.Host is "127.0.0.1" or "::1" or "localhost", $"{path}.security", options.Security,
            "none 只能用于本机服务器", "none only for a server on this machine");
    }
}
