using Gateway.Core.Measurements;
using Gateway.Drivers.Mqtt.Mapping;
using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Pipeline.Configuration;

namespace Gateway.Drivers.Mqtt.Options;

/// <summary>Tells every error of a binding. Pure.</summary>
public static class MqttPointBindingValidator
{
    /// <param name="path">JSON path of the binding, for example <c>points[3].mqtt</c>.</param>
    /// <param name="binary">The decoder that will read binary payloads; null = the built-in one.</param>
    public static void Validate(MqttPointBinding binding, string path, ConfigurationErrors errors, IBinaryDecoderFactory? binary = null)
    {
        errors.Require(binding.Connection.Length > 0, $"{path}.connection", binding.Connection, "一个连接的 id", "the id of a connection");
        errors.Require(
            TopicFilter.IsValid(TopicMap.FilterOf(binding)), $"{path}.topic", binding.Topic,
            "主题；+ 占一整级，# 只能在最后", "a topic; + alone in its level, # last");
        OneOf(binding.Format, ["json", "raw", "binary"], $"{path}.format", errors);
        OneOf(binding.Type, ["number", "boolean", "text"], $"{path}.type", errors);
        errors.Require(
            double.IsFinite(binding.Scale) && binding.Scale != 0, $"{path}.scale", binding.Scale, "不为 0 的有限数", "a finite number, not 0");
        errors.Require(double.IsFinite(binding.Offset), $"{path}.offset", binding.Offset, "有限数", "a finite number");
        ValidateUnits(binding, path, errors);
        ValidateTime(binding, path, errors);
        ValidatePaths(binding, path, errors);
        ValidateStatus(binding, path, errors);
        if (binding.Format == "binary")
        {
            errors.Require(
                binding.Binary is not null && (binary ?? PlainBinaryDecoder.Factory).Create(binding.Binary) is not null, $"{path}.binary", binding.Binary,
                "position、type、order 均为解码器所知", "position, type and order that the decoder knows");
        }
    }

    private static void ValidateUnits(MqttPointBinding binding, string path, ConfigurationErrors errors)
    {
        if (binding is { SourceUnit: { } from, Unit: { } to })
        {
            errors.Require(
                UnitConversion.Between(from, to) is not null, $"{path}.sourceUnit", from,
                $"可换算为 {to} 的单位；否则用 scale 与 offset", $"a unit that converts to {to}; otherwise use scale and offset");
        }
    }

    private static void ValidateTime(MqttPointBinding binding, string path, ConfigurationErrors errors)
    {
        errors.Require(
            SourceTimeFormat.IsValid(binding.TimeFormat), $"{path}.timeFormat", binding.TimeFormat,
            "unixS、unixMs、unixUs、unixNs、iso8601 或含日期与时间的 .NET 格式", "unixS, unixMs, unixUs, unixNs, iso8601 or a .NET format with date and time");
        errors.Require(
            binding.TimeOffsetMinutes is >= -840 and <= 840, $"{path}.timeOffsetMinutes", binding.TimeOffsetMinutes, "-840 到 840", "-840 to 840");
    }

    private static void ValidatePaths(MqttPointBinding binding, string path, ConfigurationErrors errors)
    {
        Path(binding.Path, $"{path}.path", errors);
        Path(binding.TimePath, $"{path}.timePath", errors);
        Path(binding.HistoricalPath, $"{path}.historicalPath", errors);
        errors.Require(
            binding.TimePath is not null || !(binding.Backlog || binding.HistoricalPath is not null), $"{path}.timePath", "",
            "backlog 与 historicalPath 需要数据源自带的时间", "the source's own time, which backlog and historicalPath need");
        Path(binding.QualityPath, $"{path}.qualityPath", errors);
        Path(binding.FlagsPath, $"{path}.flagsPath", errors);
        Path(binding.Array?.Path, $"{path}.array.path", errors);
        Path(binding.Array?.IdPath, $"{path}.array.idPath", errors);
        errors.Require(
            binding.Array is null || binding.Array.IdPath is null || binding.Array.Id.Length > 0, $"{path}.array.id", binding.Array?.Id,
            "本测点在数组中的 id", "the id of this point's elements");
    }

    private static void ValidateStatus(MqttPointBinding binding, string path, ConfigurationErrors errors)
    {
        foreach (var (sent, name) in binding.Quality)
        {
            errors.Require(
                IsName<Quality>(name), $"{path}.quality.{sent}", name, $"其一：{Names<Quality>()}", $"one of {Names<Quality>()}");
        }

        foreach (var (sent, name) in binding.Flags)
        {
            errors.Require(
                IsName<DetectorFlags>(name), $"{path}.flags.{sent}", name, $"其一：{Names<DetectorFlags>()}", $"one of {Names<DetectorFlags>()}");
        }
    }

    private static void Path(string? value, string path, ConfigurationErrors errors) =>
        errors.Require(
            value is null || JsonPath.Parse(value) is not null, path, value, "JSON 路径，如 data.ch[0].value", "a JSON path such as data.ch[0].value");

    private static void OneOf(string value, string[] allowed, string path, ConfigurationErrors errors)
    {
        var names = string.Join(", ", allowed);
        errors.Require(allowed.Contains(value, StringComparer.Ordinal), path, value, $"其一：{names}", $"one of {names}");
    }

    private static bool IsName<T>(string name)
        where T : struct, Enum =>
        Enum.GetNames<T>().Contains(name, StringComparer.OrdinalIgnoreCase);

    private static string Names<T>()
        where T : struct, Enum =>
        string.Join(", ", Enum.GetNames<T>().Select(n => char.ToLowerInvariant(n[0]) + n[1..]));
}
