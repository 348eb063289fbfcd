namespace Gateway.Center.Duties;

/// <summary>Runs every <see cref="ICenterDuty"/> on its own task. <see cref="Wake"/> runs one at once. Thread-safe.</summary>
public sealed class DutyScheduler(IEnumerable<ICenterDuty> duties, TimeProvider time, ILogger<DutyScheduler> logger) : BackgroundService
{
    private readonly IReadOnlyList<DutyLoop> _loops = [.. duties.Select(duty => new DutyLoop(duty, time, logger))];

    /// <summary>When each duty last ended well, for the health page.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset?> LastGood => _loops.ToDictionary(loop => loop.Name, loop => loop.LastGood);

    /// <summary>Every duty has run once and waits for its beat.</summary>
    public bool HaveRun => _loops.All(loop => loop.HasRun);

    /// <summary>Runs a duty as soon as it is free; unknown names are ignored.</summary>
    public void Wake(string name) => _loops.FirstOrDefault(loop => loop.Name == name)?.Wake();

    public override void Dispose()
    {
        base.Dispose();
        foreach (var loop in _loops)
        {
            loop.Dispose();
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(_loops.Select(loop => Task.Run(() => loop.RunAsync(stoppingToken), CancellationToken.None)));
}
