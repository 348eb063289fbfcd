using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Edge.Api;

/// <summary>What every act of a person must say, before anybody looks at the alarm.</summary>
internal static class ActCheck
{
    private const int LongestName = 64;
    private const int LongestReason = 500;

    /// <summary>The answer that says what is wrong; null when nothing is.</summary>
    public static IResult? Problem(ActRequest? act, out DateTimeOffset? until)
    {
        until = null;
        if (string.IsNullOrWhiteSpace(act?.Actor) || act.Actor.Length > LongestName)
        {
            return ApiProblems.Bad("actor", act?.Actor, new LocalizedText("1 至 64 个字符：谁在操作", "1 to 64 characters: who acts"));
        }

        if (act.Approver is { Length: > LongestName })
        {
            return ApiProblems.Bad("approver", act.Approver, new LocalizedText("至多 64 个字符：谁批准", "at most 64 characters: who approves"));
        }

        if (act.Reason is { Length: > LongestReason })
        {
            return ApiProblems.Bad("reason", null, new LocalizedText("至多 500 个字符", "at most 500 characters"));
        }

        if (!ApiTime.TryParse(act.Until, default, out var end))
        {
            return ApiProblems.Bad("until", act.Until, ApiTime.Allowed);
        }

        until = end == default ? null : end;
        return null;
    }

    public static AlarmCommand Command(AlarmEvent happened, string alarmId, ActRequest act, DateTimeOffset? until) =>
        new(happened, alarmId, act.Actor!, act.Reason ?? "", string.IsNullOrWhiteSpace(act.Approver) ? null : act.Approver, until?.UtcTicks);
}
