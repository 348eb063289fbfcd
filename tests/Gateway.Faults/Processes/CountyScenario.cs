using Gateway.Faults.Judging;
using Gateway.Faults.Processes.County;
using Gateway.Faults.Processes.Judging;
using Gateway.Faults.Processes.Strikes;
using Gateway.Faults.Running;
using Gateway.Testing.Link.County;

namespace Gateway.Faults.Processes;

/// <summary>One county under load, strikes for a while, then the question what became of everything that was acknowledged.</summary>
/// <param name="hands">Most strikes that hold at once.</param>
internal sealed class CountyScenario(string kind, CountyKind county, IReadOnlyList<Strike> strikes, int hands, params string[] plants) : IScenario
{
    private const int PerSecond = 100;
    private const int ShortestS = 10;
    private const int LongestS = 25;

    /// <summary>How long strikes are drawn; null = by the seed, 10 to 25 s.</summary>
    public TimeSpan? Length { get; init; }

    public string Kind => kind;

    public IReadOnlyList<string> Plants => plants;

    public async Task<Judgement> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var subject = await CountyKeeper.GetAsync(county);
        try
        {
            var judgement = await JudgeAsync(subject, run, cancellation);
            if (!judgement.IsClean)
            {
                Keep(subject, run);
                await CountyKeeper.EndAsync();
            }

            return judgement;
        }
        catch
        {
            Keep(subject, run);
            await CountyKeeper.EndAsync();
            throw;
        }
    }

    private async Task<Judgement> JudgeAsync(FaultedCounty subject, ScenarioRun run, CancellationToken cancellation)
    {
        var random = new Random(run.Seed);
        var source = new Obligations();
        var judge = new CountyJudge(subject, source, (await GatewayLog.ReadAsync(subject.Gateway)).LastSequence);
        var began = TimeProvider.System.GetUtcNow();
        var storm = new Storm(strikes, hands, subject, random);
        var onlooker = new Onlooker(subject).Started();
        (subject.Judge, subject.Plant) = (source, run.Plant);
        await LoadAndStrikeAsync(subject, source, storm, run, cancellation);
        subject.Plant = null;
        await Recovery.DrainedAsync(subject);
        await onlooker.DisposeAsync();
        await Recovery.FreshEventAsync(subject, judge);
        await Recovery.CompleteAsync(subject, began, judge);
        subject.Judge = null;
        var (ofSource, ofLink) = await judge.JudgeAsync(storm.Struck, string.Join("; ", [onlooker.Seen, .. subject.TakeNotes()]));
        return Together(ofSource, ofLink);
    }

    private async Task LoadAndStrikeAsync(FaultedCounty subject, Obligations source, Storm storm, ScenarioRun run, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var load = subject.Source.RunAsync(PerSecond, source, enough.Token);
        await storm.RunAsync(Length ?? TimeSpan.FromSeconds(ShortestS + (run.Seed % (LongestS - ShortestS))), cancellation);
        if (run.Plant == ProcessPlants.AcknowledgedTooEarly)
        {
            await storm.StrikeAsync(KillStrikes.Gateway, cancellation);
        }

        if (run.Plant == ProcessPlants.ReceiptTooEarly || run.Seed % 3 == 0)
        {
            await Audit.ReceiptsAsync(subject, source, cancellation);
        }

        await enough.CancelAsync();
        await load;
    }

    private static Judgement Together(Judgement source, Judgement link) => new()
    {
        Obligations = source.Obligations + link.Obligations, Delivered = source.Delivered + link.Delivered, Lost = [.. source.Lost, .. link.Lost],
        Doubled = [.. source.Doubled, .. link.Doubled], Complaints = [.. source.Complaints, .. link.Complaints], Faults = source.Faults, Seen = source.Seen,
    };

    /// <summary>What the programs printed, and the gateway's log, for whoever looks for the cause.</summary>
    private static void Keep(FaultedCounty subject, ScenarioRun run)
    {
        Directory.CreateDirectory(run.Folder);
        File.WriteAllText(Path.Combine(run.Folder, "gateway.txt"), subject.Gateway.Process.Output);
        File.WriteAllText(Path.Combine(run.Folder, "center.txt"), subject.Center.Output);
        foreach (var file in Directory.GetFiles(subject.Gateway.DataFolder, "log.db*"))
        {
            File.Copy(file, Path.Combine(run.Folder, Path.GetFileName(file)), overwrite: true);
        }
    }
}
