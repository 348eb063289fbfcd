using Gateway.Center.Sites;
using Gateway.Center.Sites.Api;
using Gateway.Core.Measurements;

namespace Gateway.Center.Coverage.Reports;

/// <summary>From when to when a report counts: the seven days before now unless told.</summary>
internal readonly record struct ReportPeriod(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Longest, so that one question cannot occupy the center.</summary>
    public const int MostDays = 40;

    private const int UsualDays = 7;
    private static readonly TimeSpan s_step = TimeSpan.FromMinutes(5);

    /// <summary>Null, with all that is wrong, when it is none.</summary>
    public static ReportPeriod? Of(DateTimeOffset? from, DateTimeOffset? to, DateTimeOffset now, out IReadOnlyList<FieldError> errors)
    {
        // Whole steps, so that two questions soon after one another are about the same time.
        var present = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % s_step.Ticks), TimeSpan.Zero);
        var end = to is { } wanted && wanted < present ? wanted.ToUniversalTime() : present;
        var begin = from?.ToUniversalTime() ?? end.AddDays(-UsualDays);
        var isSound = begin < end && end - begin <= TimeSpan.FromDays(MostDays);
        errors = isSound ? [] : [new FieldError("from", $"{begin:O}", new LocalizedText($"早于 to，且不超过 {MostDays} 天；to 不晚于现在", $"before `to`, by at most {MostDays} days; `to` not after now"))];
        return isSound ? new(begin, end) : null;
    }
}
