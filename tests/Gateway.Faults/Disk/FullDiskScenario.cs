using Gateway.Faults.Disk.Vfs;
using Gateway.Faults.Disk.Work;
using Gateway.Faults.Judging;
using Gateway.Faults.Running;
using Gateway.Pipeline.Faults;

namespace Gateway.Faults.Disk;

/// <summary>
/// The disk takes nothing for a while, or now and then: full, broken, read-only. The real pipeline runs over the real log; what waits in memory is not
/// acknowledged, a person is told, and it goes on when the disk does.
/// </summary>
internal sealed class FullDiskScenario : IScenario
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    public string Kind => "disk.takes-nothing";

    public IReadOnlyList<string> Plants => [Work.Plants.QueueAcknowledged];

    public async Task<Judgement> RunAsync(ScenarioRun run, CancellationToken cancellation)
    {
        var random = Lot.Of(run.Seed);
        var trouble = (DiskTrouble)(run.Seed % 4);
        var share = random.Next(3) == 0 ? random.NextDouble() : 1;
        var oracle = new Obligations();
        using var disk = new FaultDisk(run.Folder);
        var strikes = new DiskStrikes(trouble, share, Lot.Of(run.Seed, 1));
        await using var site = new SmallSite(run.Folder, oracle, random, run.Plant == Work.Plants.QueueAcknowledged);
        await site.OpenAsync();

        await site.SendAsync(5);
        disk.Strike = strikes.Ask;
        var sending = site.SendAsync(30);
        var isTold = await WaitAsync(() => site.Holds(GatewayFault.HistoryMissing) || (share < 1 && sending.IsCompleted), cancellation);
        await site.SettledOrKeptAsync(sending);
        disk.Strike = _ => ResultCode.Ok;

        if (run.Plant is null && share == 1 && !isTold)
        {
            oracle.Complain("nobody was told that history is missing");
        }

        await site.SendAgainAsync();
        await site.SendAsync(5);
        if (!await WaitAsync(() => !site.Holds(GatewayFault.HistoryMissing), cancellation, () => site.SendAsync(1)))
        {
            oracle.Complain("the alarm about missing history stands although the disk takes everything again");
        }

        // What was sent while one waited may have been kept once more.
        await site.SettledOrKeptAsync(Task.CompletedTask);
        await site.SendAgainAsync();
        await site.StopAsync();
        if (site.Log.LastRepair is { } repair)
        {
            oracle.Complain($"a disk that takes nothing was taken for damage: {repair.Text.En}");
        }

        await site.ReadAndAccountAsync();
        return oracle.Judge(new Dictionary<string, int> { [strikes.Name] = strikes.Count }, site.Seen);
    }

    /// <param name="meanwhile">What goes on at the site while one waits: polls do not stop.</param>
    private static async Task<bool> WaitAsync(Func<bool> isSo, CancellationToken cancellation, Func<Task>? meanwhile = null)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            if (TimeProvider.System.GetElapsedTime(began) > s_patience)
            {
                return false;
            }

            await (meanwhile?.Invoke() ?? Task.CompletedTask);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellation);
        }

        return true;
    }
}
