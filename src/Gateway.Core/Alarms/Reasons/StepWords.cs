using System.Globalization;
using Gateway.Core.Alarms.Engine;
using Gateway.Core.Alarms.Silencing;
using Gateway.Core.Measurements;

namespace Gateway.Core.Alarms.Reasons;

/// <summary>What people and logic did to an alarm, in words; the process's own ups and downs are told by the conditions.</summary>
internal static class StepWords
{
    /// <summary>Null when the condition has to say what happened.</summary>
    public static LocalizedText? Of(in Step step) => step.Event switch
    {
        AlarmEvent.AcknowledgedByPerson => new($"已由人员确认（{Person(step)}）", $"acknowledged by a person ({Person(step)})"),
        AlarmEvent.ResetByPerson => new($"已由人员复位（{Person(step)}）", $"reset by a person ({Person(step)})"),
        AlarmEvent.RuleChanged => new("规则已被新配置更改或删除，原报警撤销", "the rule was changed or removed by a new configuration; the alarm is withdrawn"),
        AlarmEvent.ShelvedByPerson => Silenced("已由人员搁置", "shelved by a person", step),
        AlarmEvent.TakenOutOfService => Silenced("已由人员停用", "taken out of service by a person", step),
        AlarmEvent.UnshelvedByPerson => new($"人员取消搁置（{Person(step)}）", $"unshelved by a person ({Person(step)})"),
        AlarmEvent.ShelveExpired => new("搁置到期，自动恢复", "the shelf has ended; the alarm is back by itself"),
        AlarmEvent.ReturnedToService => step.Actor is null
            ? new("停用到期，自动恢复投用", "the time out of service has ended; the alarm is back by itself")
            : new($"已由人员恢复投用（{Person(step)}）", $"returned to service by a person ({Person(step)})"),
        AlarmEvent.Suppressed => Suppressed(step),
        AlarmEvent.SuppressionEnded => SuppressionEnded(step),
        AlarmEvent.ReAlarmed => new("已确认但长时间未恢复，再次报警", "acknowledged, but still abnormal after the re-alarm time: asks for attention again"),
        _ => null,
    };

    private static LocalizedText Suppressed(in Step step) => step.Veil switch
    {
        Veils.ParentLost => new("上级设备失去通信，本报警按设计抑制", "suppressed by design: the parent device is lost"),
        Veils.StartUp => new($"设备刚启动，本报警按设计抑制至 {Time(step.Until)}", $"suppressed by design until {Time(step.Until)}: the machine has just been started"),
        _ => Silenced("检修期间抑制", "suppressed for maintenance by a person", step),
    };

    private static LocalizedText SuppressionEnded(in Step step) => step.Veil switch
    {
        Veils.ParentLost => new("上级设备通信恢复，抑制结束", "the parent device answers again; suppression has ended"),
        Veils.StartUp => new("启动时间已过，抑制结束", "the start-up time is over; suppression has ended"),
        _ => step.Actor is null
            ? new("检修抑制到期，自动恢复", "the maintenance time is over; the alarm is back by itself")
            : new($"检修抑制由人员结束（{Person(step)}）", $"maintenance ended by a person ({Person(step)})"),
    };

    private static LocalizedText Silenced(string zh, string en, in Step step)
    {
        var approved = string.IsNullOrEmpty(step.Approver)
            ? new LocalizedText("", "")
            : new LocalizedText($"，批准人 {step.Approver}", $", approved by {step.Approver}");
        return new($"{zh}至 {Time(step.Until)}（{Person(step)}{approved.Zh}）", $"{en} until {Time(step.Until)} ({Person(step)}{approved.En})");
    }

    private static string Person(in Step step) => string.IsNullOrEmpty(step.Note) ? step.Actor ?? "" : $"{step.Actor}: {step.Note}";

    private static string Time(long? ticks) => ticks is { } at
        ? new DateTime(at, DateTimeKind.Utc).ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)
        : "-";
}
