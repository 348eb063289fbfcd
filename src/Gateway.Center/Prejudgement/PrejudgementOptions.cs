using Gateway.Center.Configuration;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Configuration;

namespace Gateway.Center.Prejudgement;

/// <summary>Prejudgement sheets: which are made, and until when they must be signed. Times are those of the county.</summary>
public sealed record PrejudgementOptions : ICheckedOptions
{
    /// <summary>Which sheets are made. Default all three: day per site, week per town, month per county.</summary>
    public IReadOnlyList<SheetCadence> Cadences { get; init; } = [SheetCadence.Day, SheetCadence.Week, SheetCadence.Month];

    /// <summary>From the start of the day to the deadline of its signature, up to 24 h. Default 9 h: 09:00.</summary>
    public TimeSpan SignDayWithin { get; init; } = TimeSpan.FromHours(9);

    /// <summary>Weeks begin on Monday. Up to 7 days; default 24 h.</summary>
    public TimeSpan SignWeekWithin { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Up to 28 days; default 3 days.</summary>
    public TimeSpan SignMonthWithin { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Share of the engineering range (of the limit itself when no range is known) within which a value is near its limit. 0 to 0.5; default 0.1.</summary>
    public double NearLimit { get; init; } = 0.1;

    /// <summary>Points named as the most disturbed. 1 to 100; default 10.</summary>
    public int MostPoints { get; init; } = 10;

    /// <summary>Holidays and seasons with what to heed then. Default: flood season, heat, winter.</summary>
    public IReadOnlyList<SeasonNote> Notes { get; init; } =
    [
        new("06-01", "09-30", new("汛期：强降雨对边坡、堆场、地下和临水部位的影响", "flood season: rain on slopes, heaps, underground and waterside places"), "000 六(二十四)"),
        new("06-15", "08-31", new("高温：储罐、粉尘、电气、有限空间作业", "heat: tanks, dust, electrical equipment, confined spaces"), "000 六(二十四)"),
        new("11-15", "03-15", new("冬季：用火用电用气、冰冻、一氧化碳", "winter: fire, electricity and gas, frost, carbon monoxide"), "000 六(二十四)"),
    ];

    void ICheckedOptions.Check(string path, ConfigurationErrors errors) => PrejudgementOptionsValidator.Validate(this, path, errors);
}

/// <summary>A note for a stretch of each year, or of one.</summary>
/// <param name="From"><c>MM-dd</c> each year, or <c>yyyy-MM-dd</c>; first day.</param>
/// <param name="To">Last day, in the same form; may lie in the next year.</param>
/// <param name="Source">Where the note comes from.</param>
public sealed record SeasonNote(string From, string To, LocalizedText Text, string Source);

/// <summary>What kind of sheet. The numbers are stored.</summary>
public enum SheetCadence
{
    /// <summary>班组场点日预判: per site.</summary>
    Day = 1,

    /// <summary>基层单位周预判: per town or functional zone.</summary>
    Week = 2,

    /// <summary>县级部门月预判: per county.</summary>
    Month = 3,

    /// <summary>会商: made by people when there is something to consult about.</summary>
    Consultation = 4,
}
