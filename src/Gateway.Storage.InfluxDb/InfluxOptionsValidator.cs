using Gateway.Pipeline.Configuration;
using Gateway.Pipeline.Security;
using Gateway.Storage.InfluxDb.LineProtocol;

namespace Gateway.Storage.InfluxDb;

/// <summary>Tells every error of the section at once.</summary>
public static class InfluxOptionsValidator
{
    private static readonly string[] s_ownTags = ["device", "family", "point", "quantity"];

    /// <param name="path">Where the section stands, for example <c>edge.json:influx</c>.</param>
    public static void Validate(InfluxOptions options, string path, ConfigurationErrors errors)
    {
        ValidateAddress(options, path, errors);
        ValidateSecrets(options, path, errors);
        errors.Require(options.CaFile is null || File.Exists(options.CaFile), $"{path}.caFile", options.CaFile, "存在且可读的文件", "a file that exists and can be read");
        errors.Require(options.Pin is null || ServerCertificateCheck.IsPin(options.Pin), $"{path}.pin", options.Pin, "SHA-256，64 位十六进制", "SHA-256, 64 hex digits");
        errors.Require(
            (options.CaFile is null && options.Pin is null) || options.Url.StartsWith("https://", StringComparison.OrdinalIgnoreCase), $"{path}.url", options.Url,
            "填写 caFile 或 pin 时为 https:// 地址", "an https:// address, because caFile or pin is given");
        Range(errors, $"{path}.batchLines", options.BatchLines, 1, 100_000);
        Range(errors, $"{path}.maxAgeMs", options.MaxAgeMs, 10, 60_000);
        Range(errors, $"{path}.timeoutMs", options.TimeoutMs, 100, 300_000);
        Range(errors, $"{path}.maxBodyBytes", options.MaxBodyBytes, 4096, 25 * 1024 * 1024);
        ValidateNames(options, path, errors);
        errors.Require(
            options.ReadBack == InfluxReadBack.InfluxQl || options.Version == InfluxVersion.V2,
            $"{path}.readBack", options.ReadBack,
            "victoriaMetrics 只能与 version v2 一起使用", "victoriaMetrics only together with version v2");
    }

    private static void ValidateAddress(InfluxOptions options, string path, ConfigurationErrors errors)
    {
        var good = Uri.TryCreate(options.Url, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0;
        errors.Require(good, $"{path}.url", options.Url,
            "http:// 或 https:// 地址,不含用户名、密码与查询串,例如 http://127.0.0.1:8086",
            "an http:// or https:// address without user, password or query, for example http://127.0.0.1:8086");
        if (options.Version == InfluxVersion.V1)
        {
            Needed(errors, $"{path}.database", options.Database, "v1 必须给出数据库名", "v1 needs the name of the database");
            Unused(errors, $"{path}.bucket", options.Bucket, "bucket 只用于 v2", "bucket is for v2 only");
            Unused(errors, $"{path}.org", options.Org, "org 只用于 v2", "org is for v2 only");
            return;
        }

        Needed(errors, $"{path}.bucket", options.Bucket, "v2 必须给出 bucket", "v2 needs the bucket");
        Needed(errors, $"{path}.org", options.Org, "v2 必须给出 org", "v2 needs the organisation");
        Unused(errors, $"{path}.retentionPolicy", options.RetentionPolicy, "retentionPolicy 只用于 v1", "retentionPolicy is for v1 only");
    }

    private static void ValidateSecrets(InfluxOptions options, string path, ConfigurationErrors errors)
    {
        errors.Require(options.TokenFile is null || options.TokenEnv is null, $"{path}.tokenFile", options.TokenFile,
            "tokenFile 与 tokenEnv 只能给一个", "either tokenFile or tokenEnv, not both");
        errors.Require(options.PasswordFile is null || options.PasswordEnv is null, $"{path}.passwordFile", options.PasswordFile,
            "passwordFile 与 passwordEnv 只能给一个", "either passwordFile or passwordEnv, not both");
        var password = options.PasswordFile ?? options.PasswordEnv;
        errors.Require((options.Username is null) == (password is null), $"{path}.username", options.Username,
            "用户名与 passwordFile 或 passwordEnv 必须同时给出", "a user name goes together with passwordFile or passwordEnv");
        errors.Require(options.Username is null || (options.TokenFile ?? options.TokenEnv) is null, $"{path}.username", options.Username,
            "令牌与用户名只能用一种", "either a token or a user name, not both");
        ReadableSecret(errors, $"{path}.tokenFile", options.TokenFile, $"{path}.tokenEnv", options.TokenEnv);
        ReadableSecret(errors, $"{path}.passwordFile", options.PasswordFile, $"{path}.passwordEnv", options.PasswordEnv);
    }

    private static void ReadableSecret(ConfigurationErrors errors, string filePath, string? file, string envPath, string? variable)
    {
        errors.Require(file is null || File.Exists(file), filePath, file, "已存在的文件", "a file that exists");
        errors.Require(
            variable is null || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)), envPath, variable,
            "已设置且非空的环境变量名", "the name of an environment variable that is set and not empty");
    }

    private static void ValidateNames(InfluxOptions options, string path, ConfigurationErrors errors)
    {
        NameIsWritable(errors, $"{path}.measurement", options.Measurement);
        foreach (var (key, value) in options.Tags)
        {
            NameIsWritable(errors, $"{path}.tags.{key}", key);
            NameIsWritable(errors, $"{path}.tags.{key}", value);
            errors.Require(!s_ownTags.Contains(key, StringComparer.Ordinal), $"{path}.tags.{key}", key,
                "不得与内置的 device、family、point、quantity 重名", "any name but the built-in device, family, point, quantity");
        }
    }

    private static void NameIsWritable(ConfigurationErrors errors, string path, string name) =>
        errors.Require(
            name.Length is > 0 and <= 128 && name[0] != '_' && name[0] != '#' && !name.Any(Escaping.CannotBeWritten), path, name,
            "1 到 128 个字符,不以 _ 或 # 开头,不含反斜杠与控制字符",
            "1 to 128 characters, not starting with _ or #, without backslash and control characters");

    private static void Range(ConfigurationErrors errors, string path, int value, int low, int high) =>
        errors.Require(value >= low && value <= high, path, value, $"{low} 到 {high}", $"{low} to {high}");

    private static void Needed(ConfigurationErrors errors, string path, string? value, string zh, string en) =>
        errors.Require(!string.IsNullOrWhiteSpace(value), path, value, zh, en);

    private static void Unused(ConfigurationErrors errors, string path, string? value, string zh, string en) =>
        errors.Require(value is null, path, value, zh, en);
}
