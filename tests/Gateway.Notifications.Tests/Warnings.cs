using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Notifications.Tests;

/// <summary>Warnings for tests.</summary>
internal static class Warnings
{
    public static WarningEvent Of(
        WarningTier from, WarningTier to, string point = "gas-01.lel", int second = 0, string reasonEn = "LEL 52 is over 50", double value = 52)
    {
        var time = new DateTime(2026, 3, 1, 8, 0, second, DateTimeKind.Utc).Ticks;
        var reason = new AlarmReason
        {
            Kind = ConditionKind.HighLimit, Value = value, Limit = 50, Quality = Quality.Good,
            Basis = new RuleBasis($"{point}/red-high", "1", "", ReviewedBy: null), Text = new LocalizedText("可燃气体 52，高于 50", reasonEn),
        };
        var cause = new AlarmTransition
        {
            Id = "t1", AlarmId = $"{point}/red-high", Point = 0, PointId = point, Kind = reason.Kind, Tier = to, Event = AlarmEvent.Raised,
            From = AlarmState.Normal, To = AlarmState.Unacknowledged, EventTime = time, DecidedTime = time, Reason = reason,
        };
        return new WarningEvent
        {
            Id = $"{point}@{time}/{to}", From = from, To = to, EventTime = time, ReceivedTime = time, DecidedTime = time, Cause = cause,
            Point = new Point { Index = 0, Id = point, Name = new LocalizedText("一号探头", "Detector 1"), Unit = "%LEL", Family = "gas" },
        };
    }

    /// <summary>One that says all it can about itself.</summary>
    public static WarningEvent Explained()
    {
        var warning = Of(WarningTier.None, WarningTier.Red);
        var reason = warning.Cause.Reason with
        {
            Inputs = [new ReasonInput("gas-01.lel", 52, "%LEL", Quality.Good, warning.EventTime)], Advice = new LocalizedText("撤离", "leave"),
            Trust = new LocalizedText("校准逾期", "calibration overdue"), WhyNotHigher = new LocalizedText("已是最高级", "it is the highest"),
            Basis = new RuleBasis("gas-fixed/lel-high/red", "1.0.0", "GB/T 50493-2019 5.5.2", null) { Confidence = "V", IsLaw = true, Source = new("GB/T 50493 标准", "GB/T 50493") },
        };
        return warning with { Cause = warning.Cause with { Reason = reason, Occurrence = 7 } };
    }
}
