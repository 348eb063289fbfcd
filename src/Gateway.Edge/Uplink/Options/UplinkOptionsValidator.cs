using Gateway.Drivers.Mqtt.Options;
using Gateway.Edge.Configuration.Validation;
using Gateway.Edge.Uplink.Commands;
using Gateway.Pipeline.Configuration;

namespace Gateway.Edge.Uplink.Options;

/// <summary>Tells every error of the section <c>uplink</c>.</summary>
internal static class UplinkOptionsValidator
{
    /// <param name="path">JSON path of the section.</param>
    public static void Validate(UplinkOptions options, string site, string path, ConfigurationErrors errors)
    {
        errors.Require(Names.IsId(options.County), $"{path}.county", options.County, Names.AllowedZh, Names.AllowedEn);
        errors.Require(Names.IsId(options.Edge), $"{path}.edge", options.Edge, Names.AllowedZh, Names.AllowedEn);
        Between(options.LiveInterval, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(60), $"{path}.liveInterval", "200ms", "60s", errors);
        Between(options.Heartbeat, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), $"{path}.heartbeat", "1s", "5min", errors);
        Between(options.ReceiptTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10), $"{path}.receiptTimeout", "1s", "10min", errors);
        Between(options.SilentAfter, TimeSpan.FromSeconds(10), TimeSpan.FromHours(24), $"{path}.silentAfter", "10s", "24h", errors);
        errors.Require(options.BacklogRate is >= 100 and <= 1_000_000, $"{path}.backlogRate", options.BacklogRate, "100 至 1000000", "100 to 1000000");
        errors.Require(options.MostUnreceipted is >= 1 and <= 1_000, $"{path}.mostUnreceipted", options.MostUnreceipted, "1 至 1000", "1 to 1000");
        errors.Require(options.Broker.Will is null, $"{path}.broker.will", "{...}", "不填写：由上行链路设定", "left out: the link sets it");
        errors.Require(
            options.Broker.Subscriptions.Count == 0, $"{path}.broker.subscriptions", "[...]", "不填写：由上行链路设定", "left out: the link sets them");
        errors.Require(
            options.OfferKeyFile is null || CenterKey.IsKey(options.OfferKeyFile), $"{path}.offerKeyFile", options.OfferKeyFile,
            "县中心签名公钥的 PEM 文件（ECDSA P-256）", "a PEM file with the public key the center signs with (ECDSA P-256)");
        BrokerTransport.Check(options.Broker, options.AllowPlain, $"{path}.broker", "uplink.allowPlain", errors);
        MqttConnectionOptionsValidator.Validate(options.Named(site) with { Will = null, Subscriptions = [] }, $"{path}.broker", errors);
    }

    private static void Between(TimeSpan value, TimeSpan low, TimeSpan high, string path, string least, string most, ConfigurationErrors errors) =>
        errors.Require(value >= low && value <= high, path, value, $"{least} 至 {most}", $"{least} to {most}");
}
