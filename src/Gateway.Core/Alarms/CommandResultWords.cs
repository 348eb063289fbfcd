using Gateway.Core.Measurements;

namespace Gateway.Core.Alarms;

/// <summary>Tells a person why an act was refused, and what would be right.</summary>
public static class CommandResultWords
{
    public static LocalizedText Words(this CommandResult result) => result switch
    {
        CommandResult.Done => new("已执行", "done"),
        CommandResult.Unknown => new("没有这个报警", "there is no such alarm"),
        CommandResult.NotAllowed => new("报警的当前状态不允许此操作", "the present state of the alarm does not allow it"),
        CommandResult.NeedsActor => new("必须写明操作人", "say who acts"),
        CommandResult.NeedsReason => new("屏蔽报警必须写明原因", "silencing an alarm needs a reason"),
        CommandResult.NeedsEnd => new("屏蔽报警必须有将来的截止时间", "silencing an alarm needs an end in the future"),
        CommandResult.EndTooFar => new("截止时间超过允许的最长时间", "the end is later than the longest time allowed"),
        CommandResult.NeverShelved => new(
            "气体、边坡、火灾等类别的橙色和红色报警不得在现场搁置", "orange and red alarms of this family (gas, slope, fire) cannot be shelved at the site"),
        CommandResult.NeedsApprover => new("该级别报警的屏蔽需要第二人批准", "silencing an alarm of this tier needs the approval of a second person"),
        CommandResult.ApproverIsActor => new("批准人不能是操作人本人", "the second person must not be the one who acts"),
        _ => new("操作被拒绝", "refused"),
    };
}
