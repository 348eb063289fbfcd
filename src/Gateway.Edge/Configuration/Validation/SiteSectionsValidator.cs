using System.Globalization;
using Gateway.Core.Warnings;
using Gateway.Edge.Configuration.Rules;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Packs;

namespace Gateway.Edge.Configuration.Validation;

/// <summary>Checks zones, shelving, shifts, what points say about zone and service, and the site's reviews of packs.</summary>
internal static class SiteSectionsValidator
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    public static void Validate(EdgeOptions options, IReadOnlyList<PlacedPoint> points, string name, ConfigurationErrors errors)
    {
        var zones = ValidateZones(options.Zones, name, errors);
        ValidatePoints(points, zones, errors);
        ValidateShelving(options.Shelving, $"{name}: shelving", errors);
        ValidateShifts(options.Shifts, $"{name}: shifts", errors);
        ValidatePacks(options.RulePacks, name, errors);
        errors.Require(options.MolarVolume is >= 20 and <= 30, $"{name}: molarVolume", options.MolarVolume, "20 至 30（L/mol）", "20 to 30 (L/mol)");
    }

    private static HashSet<string> ValidateZones(IReadOnlyList<ZoneOptions> zones, string name, ConfigurationErrors errors)
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < zones.Count; i++)
        {
            errors.Require(Names.IsId(zones[i].Id), $"{name}: zones[{i}].id", zones[i].Id, Names.AllowedZh, Names.AllowedEn);
            ConfigurationValidator.Unique(ids, zones[i].Id, $"{name}: zones[{i}].id", errors);
            errors.Require(zones[i].Name.Zh.Trim().Length > 0, $"{name}: zones[{i}].name.zh", zones[i].Name.Zh, "非空文字", "a text that is not empty");
            errors.Require(zones[i].Name.En.Trim().Length > 0, $"{name}: zones[{i}].name.en", zones[i].Name.En, "非空文字", "a text that is not empty");
        }

        for (var i = 0; i < zones.Count; i++)
        {
            for (var n = 0; n < zones[i].Neighbours.Count; n++)
            {
                var neighbour = zones[i].Neighbours[n];
                RequireZone(neighbour != zones[i].Id && ids.Contains(neighbour), $"{name}: zones[{i}].neighbours[{n}]", neighbour, ids, errors);
            }
        }

        return ids;
    }

    private static void ValidatePoints(IReadOnlyList<PlacedPoint> points, HashSet<string> zones, ConfigurationErrors errors)
    {
        foreach (var (point, origin) in points)
        {
            RequireZone(point.Zone.Length == 0 || zones.Contains(point.Zone), $"{origin}.zone", point.Zone, zones, errors);
            errors.Require(point.Role.Length == 0 || Names.IsId(point.Role), $"{origin}.role", point.Role, Names.AllowedZh, Names.AllowedEn);
            ValidateService(point.Calibration, $"{origin}.calibration", errors);
            ValidateService(point.BumpTest, $"{origin}.bumpTest", errors);
        }
    }

    private static void ValidateService(ServiceOptions? service, string path, ConfigurationErrors errors)
    {
        if (service is null)
        {
            return;
        }

        errors.Require(IsDay(service.Last), $"{path}.last", service.Last, "日期，如 2026-03-01", "a day such as 2026-03-01");
        errors.Require(
            service.Interval is null || (service.Interval >= TimeSpan.FromHours(1) && service.Interval <= TimeSpan.FromDays(3660)), $"{path}.interval",
            service.Interval, "1h 至 3660d", "1h to 3660d");
    }

    private static void ValidateShelving(ShelvingOptions shelving, string path, ConfigurationErrors errors)
    {
        Between(shelving.MaxShelve, s_minute, TimeSpan.FromHours(24), $"{path}.maxShelve", "1min", "24h", errors);
        Between(shelving.MaxMaintenance, s_minute, TimeSpan.FromDays(7), $"{path}.maxMaintenance", "1min", "7d", errors);
        Between(shelving.MaxOutOfService, s_minute, TimeSpan.FromDays(90), $"{path}.maxOutOfService", "1min", "90d", errors);
        errors.Require(
            shelving.SecondPersonAbove <= WarningTier.Yellow, $"{path}.secondPersonAbove", shelving.SecondPersonAbove, "none | blue | yellow", "none | blue | yellow");
    }

    private static void ValidateShifts(ShiftOptions shifts, string path, ConfigurationErrors errors)
    {
        Between(shifts.UtcOffset, TimeSpan.FromHours(-14), TimeSpan.FromHours(14), $"{path}.utcOffset", "-14h", "14h", errors);
        var seen = new HashSet<string>();
        for (var i = 0; i < shifts.Starts.Count; i++)
        {
            errors.Require(
                TimeOnly.TryParseExact(shifts.Starts[i], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) && seen.Add(shifts.Starts[i]),
                $"{path}.starts[{i}]", shifts.Starts[i], "未重复的时刻，如 08:00", "a time of day not used twice, such as 08:00");
        }
    }

    private static void ValidatePacks(IReadOnlyList<PackUse> packs, string name, ConfigurationErrors errors)
    {
        for (var i = 0; i < packs.Count; i++)
        {
            if (packs[i].Review is { } review)
            {
                var path = $"{name}: rulePacks[{i}].review";
                errors.Require(review.Shown() is not null, $"{path}.by", review.By, "审核人姓名缩写", "the reviewer's initials");
                errors.Require(!string.IsNullOrWhiteSpace(review.Role), $"{path}.role", review.Role, "审核人岗位", "the reviewer's role");
                errors.Require(review.Date is not null && IsDay(review.Date), $"{path}.date", review.Date, "日期，如 2026-03-01", "a day such as 2026-03-01");
            }

            for (var o = 0; o < packs[i].Overrides.Count; o++)
            {
                var (change, path) = (packs[i].Overrides[o], $"{name}: rulePacks[{i}].overrides[{o}]");
                Between(change.OnDelay ?? default, default, TimeSpan.FromDays(30), $"{path}.onDelay", "0", "30d", errors);
                Between(change.OffDelay ?? default, default, TimeSpan.FromDays(30), $"{path}.offDelay", "0", "30d", errors);
            }
        }
    }

    private static bool IsDay(string? day) =>
        day is null || DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static void RequireZone(bool ok, string path, string written, HashSet<string> zones, ConfigurationErrors errors)
    {
        var list = string.Join(", ", zones.Order(StringComparer.Ordinal));
        errors.Require(ok, path, written, $"已配置的区域：{list}", $"a configured zone: {list}");
    }

    private static void Between(TimeSpan time, TimeSpan least, TimeSpan most, string path, string from, string to, ConfigurationErrors errors) =>
        errors.Require(time >= least && time <= most, path, time, $"{from} 至 {to}", $"{from} to {to}");
}
