namespace Gateway.Center.Duties;

/// <summary>
/// Work the center does by the clock: calling people, running clocks, watching links. It decides from the database and the time alone, so that a restart
/// goes on where the last run stood. Runs never overlap with themselves; an exception is logged and the next beat tries again.
/// </summary>
public interface ICenterDuty
{
    /// <summary>Unique; lower case with dashes.</summary>
    string Name { get; }

    /// <summary>Longest time between two runs.</summary>
    TimeSpan Period { get; }

    /// <param name="now">UTC.</param>
    Task RunAsync(DateTimeOffset now, CancellationToken cancellation);
}
