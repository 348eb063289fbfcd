namespace Gateway.Storage.Sqlite.History;

/// <summary>How the embedded history writes and how long it keeps what.</summary>
public sealed record SqliteHistoryOptions
{
    /// <summary>How often readings go from the log to the history. Default 10 s; 100 ms to 10 min. A query never waits for it.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Most readings held in memory before they are written early. Default 200,000; 1,000 to 5,000,000.</summary>
    public int FlushReadings { get; init; } = 200_000;

    /// <summary>How long every single value is kept. Default 30 days; at least 1 day.</summary>
    public TimeSpan RawRetention { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long minute roll-ups are kept. Default 365 days; not below <see cref="RawRetention"/>.</summary>
    public TimeSpan MinuteRetention { get; init; } = TimeSpan.FromDays(365);

    /// <summary>How long hour roll-ups are kept. Default 3650 days; not below <see cref="MinuteRetention"/>.</summary>
    public TimeSpan HourRetention { get; init; } = TimeSpan.FromDays(3650);

    /// <summary>How long single values around an alarm of the point are kept. Default 1095 days; not below <see cref="RawRetention"/>.</summary>
    public TimeSpan AlarmRawRetention { get; init; } = TimeSpan.FromDays(1095);

    /// <summary>How far before and after a change of alarm state values count as around it. Default 10 min; 0 to 24 h.</summary>
    public TimeSpan AlarmWindow { get; init; } = TimeSpan.FromMinutes(10);
}
