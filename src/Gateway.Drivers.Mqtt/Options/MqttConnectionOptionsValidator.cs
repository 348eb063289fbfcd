using Gateway.Pipeline.Configuration;
using Gateway.Pipeline.Security;
using Gateway.Drivers.Mqtt.Protocol;

namespace Gateway.Drivers.Mqtt.Options;

/// <summary>Tells every error of a connection. Pure but for looking whether the named files exist.</summary>
public static class MqttConnectionOptionsValidator
{
    /// <param name="path">JSON path of the connection, for example <c>mqtt.connections[0]</c>.</param>
    public static void Validate(MqttConnectionOptions options, string path, ConfigurationErrors errors)
    {
        errors.Require(options.Id.Length is > 0 and <= 64, $"{path}.id", options.Id, "1 到 64 个字符", "1 to 64 characters");
        errors.Require(options.Host.Length > 0, $"{path}.host", options.Host, "主机名或 IP 地址", "a host name or IP address");
        InRange(options.Port, 1, 65535, $"{path}.port", errors);
        errors.Require(options.Version is "3.1.1" or "5", $"{path}.version", options.Version, "3.1.1 或 5", "3.1.1 or 5");
        errors.Require(
            options.EffectiveClientId.Length <= 128, $"{path}.clientId", options.ClientId, "最多 128 个字符", "at most 128 characters");
        errors.Require(
            options.KeepAliveS is 0 or (>= 5 and <= 65535), $"{path}.keepAliveS", options.KeepAliveS, "0（关闭）或 5 到 65535", "0 (off) or 5 to 65535");
        InRange(options.MaxInFlight, 1, 65535, $"{path}.maxInFlight", errors);
        InRange(options.MaxPacketBytes, 1024, 64 * 1024 * 1024, $"{path}.maxPacketBytes", errors);
        InRange(options.TimeoutMs, 100, 120_000, $"{path}.timeoutMs", errors);
        InRange(options.ClockToleranceS, 0, 86_400, $"{path}.clockToleranceS", errors);
        InRange(options.SessionExpiryS, 0, int.MaxValue, $"{path}.sessionExpiryS", errors);
        InRange(options.Reconnect.MinMs, 10, 600_000, $"{path}.reconnect.minMs", errors);
        InRange(options.Reconnect.MaxMs, options.Reconnect.MinMs, 600_000, $"{path}.reconnect.maxMs", errors);
        ValidatePassword(options, path, errors);
        ValidateTls(options.Tls, path, errors);
        ValidateWill(options.Will, path, errors);
        ValidateSubscriptions(options.Subscriptions, path, errors);
    }

    private static void ValidatePassword(MqttConnectionOptions options, string path, ConfigurationErrors errors)
    {
        errors.Require(
            options.PasswordFile is null || options.PasswordEnv is null, $"{path}.passwordEnv", options.PasswordEnv,
            "passwordFile 与 passwordEnv 只能写一个", "only one of passwordFile and passwordEnv");
        errors.Require(
            options.Username is not null || (options.PasswordFile is null && options.PasswordEnv is null), $"{path}.username", null,
            "有密码时必须写用户名", "a user name, because a password is given");
        FileExists(options.PasswordFile, $"{path}.passwordFile", errors);
    }

    private static void ValidateTls(MqttTlsOptions? tls, string path, ConfigurationErrors errors)
    {
        if (tls is null)
        {
            return;
        }

        FileExists(tls.CaFile, $"{path}.tls.caFile", errors);
        errors.Require(tls.Pin is null || ServerCertificateCheck.IsPin(tls.Pin), $"{path}.tls.pin", tls.Pin, "SHA-256，64 位十六进制", "SHA-256, 64 hex digits");
        errors.Require(tls.Pin is null || !tls.AllowUntrusted, $"{path}.tls.allowUntrusted", true, "不与 pin 同时使用", "not together with pin");
        FileExists(tls.CertFile, $"{path}.tls.certFile", errors);
        FileExists(tls.KeyFile, $"{path}.tls.keyFile", errors);
        errors.Require(
            tls.CertFile is null == tls.KeyFile is null, $"{path}.tls.keyFile", tls.KeyFile,
            "certFile 与 keyFile 必须同时给出", "certFile and keyFile together or neither");
    }

    private static void ValidateWill(MqttWillOptions? will, string path, ConfigurationErrors errors)
    {
        if (will is null)
        {
            return;
        }

        errors.Require(
            TopicFilter.IsValidTopic(will.Topic), $"{path}.will.topic", will.Topic, "不含 + # 的主题", "a topic without + and #");
        InRange(will.Qos, 0, 2, $"{path}.will.qos", errors);
    }

    private static void ValidateSubscriptions(IReadOnlyList<MqttSubscriptionOptions> subscriptions, string path, ConfigurationErrors errors)
    {
        for (var i = 0; i < subscriptions.Count; i++)
        {
            var at = $"{path}.subscriptions[{i}]";
            errors.Require(
                TopicFilter.IsValid(TopicTemplate.ToFilter(subscriptions[i].Filter)), $"{at}.filter", subscriptions[i].Filter,
                "MQTT 主题过滤器：+ 占一整级，# 只能在最后", "an MQTT topic filter: + alone in its level, # last");
            InRange(subscriptions[i].Qos, 0, 2, $"{at}.qos", errors);
        }
    }

    private static void InRange(int value, int low, int high, string path, ConfigurationErrors errors) =>
        errors.Require(value >= low && value <= high, path, value, $"{low} 到 {high}", $"{low} to {high}");

    private static void FileExists(string? file, string path, ConfigurationErrors errors) =>
        errors.Require(file is null || File.Exists(file), path, file, "存在且可读的文件", "a file that exists and can be read");
}
