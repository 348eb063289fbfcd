using Gateway.Center.Configuration;
using Gateway.Pipeline.Configuration;

namespace Gateway.Center.Dangers;

/// <summary>Hidden dangers.</summary>
public sealed record DangerOptions : ICheckedOptions
{
    /// <summary>A danger at the same point (or of the same cause at the same site) within this counts as a repeat. 1 day to 10 years; default 90 days.</summary>
    public TimeSpan RepeatWithin { get; init; } = TimeSpan.FromDays(90);

    /// <summary>A point whose tier rose more often than this within <see cref="DisturbedWithin"/> is proposed as a danger. 1 to 10,000; default 10.</summary>
    public int MostDisturbances { get; init; } = 10;

    /// <summary>1 hour to 365 days; default 7 days.</summary>
    public TimeSpan DisturbedWithin { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Days overdue after which letter, circular, interview and exposure are proposed. Four, rising, 1 to 3,650. Default 1, 7, 15, 30.</summary>
    public IReadOnlyList<int> EscalateAfterDays { get; init; } = [1, 7, 15, 30];

    /// <summary>How often an open general danger is looked at again. 1 to 365 days; default 30 days.</summary>
    public TimeSpan ReviewGeneralEvery { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How often an open major danger is looked at again. 1 to 365 days, not above that of general ones; default 7 days.</summary>
    public TimeSpan ReviewMajorEvery { get; init; } = TimeSpan.FromDays(7);

    void ICheckedOptions.Check(string path, ConfigurationErrors errors)
    {
        var (day, year) = (TimeSpan.FromDays(1), TimeSpan.FromDays(365));
        errors.Between($"{path}.repeatWithin", RepeatWithin, day, TimeSpan.FromDays(3650));
        errors.Between($"{path}.mostDisturbances", MostDisturbances, 1, 10_000);
        errors.Between($"{path}.disturbedWithin", DisturbedWithin, TimeSpan.FromHours(1), year);
        errors.Require(
            EscalateAfterDays.Count == 4 && EscalateAfterDays[0] >= 1 && EscalateAfterDays[^1] <= 3650 && EscalateAfterDays.Zip(EscalateAfterDays.Skip(1)).All(pair => pair.First < pair.Second),
            $"{path}.escalateAfterDays", string.Join(", ", EscalateAfterDays), "四个递增的天数，1 到 3650", "four rising numbers of days, 1 to 3650");
        errors.Between($"{path}.reviewGeneralEvery", ReviewGeneralEvery, day, year);
        errors.Between($"{path}.reviewMajorEvery", ReviewMajorEvery, day, ReviewGeneralEvery > day ? ReviewGeneralEvery : day);
    }
}
