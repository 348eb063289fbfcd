using Gateway.Center.Configuration;

namespace Gateway.Center.Drills;

/// <summary>When the weekly proof is due, by the county's calendar.</summary>
internal sealed class ProofSchedule(CenterOptions options)
{
    private const int DaysOfWeek = 7;
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.County.TimeZone);

    /// <summary>The last time it was due, not after now.</summary>
    public DateTimeOffset LastDue(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, _zone);
        var back = ((int)local.DayOfWeek - (int)options.Drills.ProofDay + DaysOfWeek) % DaysOfWeek;
        var due = At(DateOnly.FromDateTime(local.DateTime).AddDays(-back));
        return due <= now ? due : At(DateOnly.FromDateTime(local.DateTime).AddDays(-back - DaysOfWeek));
    }

    public string IdOf(DateTimeOffset due) => $"{TimeZoneInfo.ConvertTime(due, _zone):yyyyMMdd}";

    private DateTimeOffset At(DateOnly day)
    {
        var local = day.ToDateTime(options.Drills.ProofTime);
        return new DateTimeOffset(local, _zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
