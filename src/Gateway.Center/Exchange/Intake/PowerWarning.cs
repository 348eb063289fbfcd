using Gateway.Contracts.V1;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Configuration;

namespace Gateway.Center.Exchange.Intake;

/// <summary>An enterprise uses power as it should not: told by the power company's analysis.</summary>
public sealed record PowerEvent
{
    /// <summary>Its id there, 1 to 100 characters.</summary>
    public string? Id { get; init; }

    public string? Site { get; init; }

    /// <summary>Line or meter; empty = the whole site. Letters, digits, <c>. _ -</c>; at most 64.</summary>
    public string Line { get; init; } = "";

    /// <summary><c>blue</c> … <c>red</c>; <c>none</c> = it is over.</summary>
    public string? Tier { get; init; }

    public string? ReasonZh { get; init; }

    /// <summary>Null = the Chinese one stands for both.</summary>
    public string? ReasonEn { get; init; }

    public double? Value { get; init; }

    /// <summary>At most 20 characters.</summary>
    public string Unit { get; init; } = "";

    public DateTimeOffset? Time { get; init; }
}

/// <summary>Makes a warning of it, or says everything that is wrong. Pure.</summary>
internal static class PowerWarning
{
    private static readonly Dictionary<string, WarningText> s_names = new(StringComparer.Ordinal)
    {
        ["none"] = new("解除", "no warning"), ["blue"] = new("蓝色", "blue"), ["yellow"] = new("黄色", "yellow"), ["orange"] = new("橙色", "orange"), ["red"] = new("红色", "red"),
    };

    public static WarningMessage? Make(PowerEvent told, string platform, DateTimeOffset now, ConfigurationErrors errors)
    {
        errors.Require(told.Id is { Length: >= 1 and <= 100 } && told.Id.All(c => !char.IsControl(c) && c != '/'), "id", told.Id, "1 到 100 字符，不含 /", "1 to 100 characters without /");
        errors.Require(told.Site is { Length: >= 1 and <= 64 }, "site", told.Site, "1 到 64 字符", "1 to 64 characters");
        errors.Require(told.Line is { Length: <= 60 } && told.Line.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'), "line", told.Line, "字母、数字、. _ -，至多 60", "letters, digits, . _ -, 60 at most");
        errors.Require(told.Tier is not null && s_names.ContainsKey(told.Tier), "tier", told.Tier, "none、blue、yellow、orange、red", "none, blue, yellow, orange, red");
        errors.Require(told.ReasonZh is { Length: >= 1 and <= 300 }, "reasonZh", told.ReasonZh?.Length, "1 到 300 字", "1 to 300 characters");
        errors.Require(told.ReasonEn is not { Length: > 300 }, "reasonEn", told.ReasonEn?.Length, "至多 300 字", "300 characters at most");
        errors.Require(told.Unit is { Length: <= 20 }, "unit", told.Unit, "至多 20 字符", "20 characters at most");
        errors.Require(told.Time is { } time && time <= now.AddMinutes(5) && time >= now.AddDays(-30), "time", told.Time, "前 30 天至现在", "not in the future, 30 days back at most");
        return errors.Any ? null : Message(told, platform, now);
    }

    private static WarningMessage Message(PowerEvent told, string platform, DateTimeOffset now)
    {
        var point = told.Line.Length > 0 ? "power." + told.Line : "power";
        return new WarningMessage
        {
            Id = told.Id!, Site = told.Site!, Point = point, PointName = new($"用电 {told.Line}".TrimEnd(), $"power {told.Line}".TrimEnd()), Device = platform, Area = "", Family = "power",
            Unit = told.Unit, Tier = told.Tier!, FromTier = "none", TierName = s_names[told.Tier!], Raise = told.Tier != "none", Alarm = $"{point}.platform", Kind = "external",
            Value = told.Value is { } value && double.IsFinite(value) ? value : null, Limit = null, Quality = "good", Reason = new(told.ReasonZh!, told.ReasonEn ?? told.ReasonZh!),
            Rule = new("external-power", "1", "", null, UnreviewedDefault: true) { Source = new($"{platform} 的分析结果", $"result of {platform}") }, EventTime = told.Time!.Value.ToUniversalTime(),
            ReceivedTime = now, DecidedTime = now,
        };
    }
}
