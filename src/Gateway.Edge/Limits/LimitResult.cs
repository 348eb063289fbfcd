using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Edge.Limits;

/// <summary>What became of a wish to change a limit.</summary>
public enum LimitResult
{
    Done = 0,

    /// <summary>No such alarm.</summary>
    Unknown = 1,

    /// <summary>The rule has no single limit that could be changed.</summary>
    NotChangeable = 2,
    NeedsValue = 3,
    NeedsReason = 4,
    NeedsEnd = 5,
    EndTooFar = 6,
    NeedsApprover = 7,
    ApproverIsActor = 8,

    /// <summary>Law sets it.</summary>
    LawOnlyTightened = 9,

    /// <summary>What may not be shelved may not be made deaf either.</summary>
    GraveOnlyTightened = 10,

    /// <summary>The change could not be kept, so it was not made.</summary>
    NotStored = 11,
}

public static class LimitResultWords
{
    public static LocalizedText Words(this LimitResult result) => result switch
    {
        LimitResult.Unknown => CommandResult.Unknown.Words(),
        LimitResult.NotChangeable => new("该规则没有可更改的单一限值", "the rule has no single limit that could be changed"),
        LimitResult.NeedsValue => new("必须写明新的限值（测点单位的数值）", "say the new limit, a number in the point's unit"),
        LimitResult.NeedsReason => new("更改限值必须写明原因", "changing a limit needs a reason"),
        LimitResult.NeedsEnd => new("更改限值必须有将来的截止时间", "changing a limit needs an end in the future"),
        LimitResult.EndTooFar => CommandResult.EndTooFar.Words(),
        LimitResult.NeedsApprover => new("更改该级别报警的限值需要第二人批准", "changing a limit of this tier needs the approval of a second person"),
        LimitResult.ApproverIsActor => CommandResult.ApproverIsActor.Words(),
        LimitResult.LawOnlyTightened => new("法规或强制性标准规定的限值只能收紧，不能放宽", "a limit set by law or a mandatory standard may be tightened, never loosened"),
        LimitResult.GraveOnlyTightened => new(
            "气体、边坡、火灾等类别的橙色和红色报警不得搁置，其限值也只能收紧", "orange and red alarms of this family (gas, slope, fire) cannot be shelved, so their limits may be tightened only"),
        LimitResult.NotStored => new("更改无法保存，因此未生效", "the change could not be stored, so it was not made"),
        _ => CommandResult.Done.Words(),
    };
}
