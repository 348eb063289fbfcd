using Gateway.Center.Data;
using Gateway.Center.Duties;
using Gateway.Center.Ledger;

namespace Gateway.Center.Evidence;

/// <summary>Removes packages older than thirty days: they can be made again from the same ledger, and hold more than a forgotten folder should.</summary>
internal sealed class EvidenceDuty(CenterStore store, EvidenceFolder folder) : ICenterDuty
{
    public const string DutyName = "evidence-removal";
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    public string Name => DutyName;

    public TimeSpan Period => TimeSpan.FromHours(1);

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var file in folder.Packages().Where(file => now - new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero) > KeptFor))
        {
            // The fact first: after a kill in between, the file goes an hour later and its removal stands there twice.
            await store.WriteAsync(
                work =>
                {
                    work.Record(new LedgerFact("evidence.removed", Path.GetFileNameWithoutExtension(file.Name)), new { madeAt = file.LastWriteTimeUtc, file.Length });
                    return Task.CompletedTask;
                },
                cancellation);
            file.Delete();
        }
    }
}
