using Gateway.Notifications.People;
using Gateway.Pipeline.Configuration;

namespace Gateway.Notifications.Provider;

public static class ProviderOptionsValidator
{
    /// <param name="path">JSON path of the channel.</param>
    public static void Validate(ProviderOptions options, string path, ConfigurationErrors errors)
    {
        ChannelRules.Name(options.Name, path, errors);
        errors.Require(options.Kind is "sms" or "voice", $"{path}.kind", options.Kind, "sms 或 voice", "sms or voice");
        errors.Require(options.Method is "POST" or "PUT" or "GET", $"{path}.method", options.Method, "POST、PUT 或 GET", "POST, PUT or GET");
        PersonChannelRules.Url(options.Url, $"{path}.url", errors);
        PersonChannelRules.Timeout(options.TimeoutMs, path, errors);
        PersonChannelRules.Secret(options.Secret, $"{path}.secret", errors);
        PersonChannelRules.Secret(options.ReceiptSecret, $"{path}.receiptSecret", errors);
        foreach (var (name, text) in options.Headers.Select(header => ($"{path}.headers.{header.Key}", header.Value))
            .Concat([($"{path}.url", options.Url), ($"{path}.body", options.Body)]))
        {
            PersonChannelRules.Template(text, name, errors);
        }

        errors.Require(options.SuccessStatus.Count > 0, $"{path}.successStatus", "[]", "至少一个状态码", "at least one status");
        errors.Require(
            options.SuccessPath is null || options.SuccessValues.Count > 0, $"{path}.successValues", "[]", "写了 successPath 时至少一个值", "at least one value when successPath is given");
    }
}
