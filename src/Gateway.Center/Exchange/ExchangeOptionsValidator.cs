using Gateway.Notifications.Cap;
using Gateway.Pipeline.Configuration;

namespace Gateway.Center.Exchange;

public static class ExchangeOptionsValidator
{
    /// <param name="path">JSON path of the section.</param>
    public static void Validate(ExchangeOptions options, string path, ConfigurationErrors errors)
    {
        var (anchors, cap, push) = (options.Anchors, options.Cap, options.Push);
        errors.Require(anchors.Every >= TimeSpan.FromHours(1) && anchors.Every <= TimeSpan.FromDays(7), $"{path}.anchors.every", anchors.Every, "1 小时到 7 天", "one hour to seven days");
        errors.Require(
            anchors.Url is null || (Uri.TryCreate(anchors.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"), $"{path}.anchors.url", anchors.Url,
            "http 或 https 地址", "an http or https address");
        errors.Require(cap.Sender is null || CapRules.IsToken(cap.Sender), $"{path}.cap.sender", cap.Sender, "不含空格、逗号、< 和 &", "without spaces, commas, < and &");
        errors.Require(cap.IndustryCode.Length == 3 && cap.IndustryCode.All(char.IsAsciiDigit), $"{path}.cap.industryCode", cap.IndustryCode, "三位数字", "three digits");
        errors.Require(cap.RadiusKm is >= 0 and <= 100, $"{path}.cap.radiusKm", cap.RadiusKm, "0 到 100", "0 to 100");
        errors.Require(cap.ValidFor > TimeSpan.Zero && cap.ValidFor <= TimeSpan.FromDays(30), $"{path}.cap.validFor", cap.ValidFor, "大于 0，至多 30 天", "more than 0, at most 30 days");
        errors.Require(push.Batch is >= 1 and <= 1000, $"{path}.push.batch", push.Batch, "1 到 1000", "1 to 1000");
        errors.Require(push.Timeout > TimeSpan.Zero && push.Timeout <= TimeSpan.FromMinutes(2), $"{path}.push.timeout", push.Timeout, "大于 0，至多 2 分钟", "more than 0, at most two minutes");
        errors.Require(push.FirstWait > TimeSpan.Zero && push.FirstWait <= push.LongestWait, $"{path}.push.firstWait", push.FirstWait, "大于 0，不大于 longestWait", "more than 0, not above longestWait");
        errors.Require(push.Refusals is >= 1 and <= 100, $"{path}.push.refusals", push.Refusals, "1 到 100", "1 to 100");
        errors.Require(options.Mqtt.ValuesEvery >= TimeSpan.Zero, $"{path}.mqtt.valuesEvery", options.Mqtt.ValuesEvery, "不小于 0", "not below 0");
    }
}
