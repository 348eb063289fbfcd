using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Evidence.Content;
using Gateway.Center.Evidence.Csv;
using Gateway.Center.Evidence.Package;
using Gateway.Center.Ledger;
using Gateway.Center.Ledger.Anchors;
using Gateway.Pipeline.Ports;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Evidence;

/// <summary>Puts a package together, file by file, in a fixed order. Thread-safe; packages are made one at a time.</summary>
internal sealed class EvidenceBuilder(
    CenterStore store, CenterOptions options, AnchorKeeper anchors, AnchorFile anchorFile, BoardContent board, IEnumerable<IEvidencePart> parts,
    IEnumerable<IHistoryStore> histories, IEnumerable<ICompletenessStatement> completeness, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan s_rosterBefore = TimeSpan.FromDays(31);
    private static readonly string[] s_factColumns = ["sequence", "time", "kind", "subject", "site", "actor", "drill", "body", "hash"];
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Writes the package to a file.</summary>
    /// <returns>SHA-256 of the file.</returns>
    public async Task<string> BuildAsync(EvidenceWindow window, string path, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await using var package = new PackageWriter(path);
            return await store.ReadAsync(db => BuildAsync(package, db, window, cancellation), cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<string> BuildAsync(PackageWriter package, CenterDb db, EvidenceWindow window, CancellationToken cancellation)
    {
        await package.AddAsync("README.zh.txt", ReadMe.Text.Zh);
        await package.AddAsync("README.en.txt", ReadMe.Text.En);
        var anchor = await LedgerAsync(package, db, window, cancellation);
        await BoardAsync(package, db, window, cancellation);
        await FactsAsync(package, db, window, cancellation);
        await MeasuredAsync(package, db, window, cancellation);
        foreach (var part in parts.OrderBy(part => part.File, StringComparer.Ordinal))
        {
            await package.AddAsync(part.File, await part.OfAsync(db, window, cancellation));
        }

        return await package.FinishAsync(
            new PackageManifest(
                PackageManifest.CurrentFormat, options.County.Id, window.Site.Id, window.From, window.To, window.Incident, time.GetUtcNow(), window.User.Account,
                anchor, [.. package.Files]));
    }

    private async Task<LedgerAnchor?> LedgerAsync(PackageWriter package, CenterDb db, EvidenceWindow window, CancellationToken cancellation)
    {
        var range = await LedgerContent.RangeAsync(db, window, cancellation);
        var anchor = range is { } inside ? await AnchorOfAsync(inside.Last, cancellation) : null;
        if (range is { } known && anchor is not null)
        {
            await package.AddAsync(LedgerContent.FileName, stream => LedgerContent.WriteAsync(stream, db, window, known.First, anchor, cancellation));
        }

        return anchor;
    }

    /// <summary>The first anchor that covers the window, so that a second package of the same window has the same.</summary>
    private async Task<LedgerAnchor?> AnchorOfAsync(long last, CancellationToken cancellation) =>
        Covering(last) ?? (await anchors.AnchorAsync(cancellation) is null ? null : Covering(last));

    private LedgerAnchor? Covering(long last) => anchorFile.Read().Where(anchor => anchor.Sequence >= last).MinBy(anchor => anchor.Sequence);

    private async Task BoardAsync(PackageWriter package, CenterDb db, EvidenceWindow window, CancellationToken cancellation)
    {
        var warnings = await BoardContent.WarningsAsync(db, window, cancellation);
        await package.AddAsync("warnings.json", warnings.Select(warning => new { warning.Key, warning.EdgeId, warning.IncidentId, warning.ReceivedTime, warning.IsHistorical, warning.IsDrill, Message = BoardContent.Json(warning.Body) }).ToList());
        await package.AddAsync("incidents.json", await board.IncidentsAsync(db, window, cancellation));
        await package.AddAsync("rules.json", BoardContent.Rules(warnings));
        await package.AddAsync("site.json", window.Site);
        var points = await BoardContent.PointsAsync(db, window, cancellation);
        await package.AddAsync("points.json", points.Select(point => new { point.EdgeId, point.PointId, point.NameZh, point.NameEn, point.FirstSeen, Table = BoardContent.Json(point.Body) }).ToList());
    }

    private static async Task FactsAsync(PackageWriter package, CenterDb db, EvidenceWindow window, CancellationToken cancellation)
    {
        var (site, from, to, rosterFrom, path) = (window.Site.Id, window.From, window.To, window.From - s_rosterBefore, window.Site.UnitPath);
        var entries = db.Set<LedgerEntry>().AsNoTracking().OrderBy(entry => entry.Sequence);
        await CsvAsync(package, "handling.csv", entries.Where(entry => entry.Site == site && entry.Time >= from && entry.Time < to), _ => true, cancellation);
        await CsvAsync(
            package, "roster.csv", entries.Where(entry => entry.Kind.StartsWith("roster.") && entry.Time >= rosterFrom && entry.Time < to),
            entry => path.StartsWith(entry.UnitPath, StringComparison.Ordinal), cancellation);
    }

    private static Task CsvAsync(PackageWriter package, string name, IQueryable<LedgerEntry> entries, Func<LedgerEntry, bool> shown, CancellationToken cancellation) =>
        package.AddAsync(
            name,
            async stream =>
            {
                await using var csv = await CsvFile.StartAsync(stream, s_factColumns);
                await foreach (var entry in entries.AsAsyncEnumerable().Where(shown).WithCancellation(cancellation))
                {
                    await csv.RowAsync(
                        entry.Sequence, entry.Time, entry.Kind, entry.Subject, entry.Site, entry.Actor, entry.IsDrill, entry.Body, Convert.ToHexStringLower(entry.Hash));
                }
            });

    private async Task MeasuredAsync(PackageWriter package, CenterDb db, EvidenceWindow window, CancellationToken cancellation)
    {
        var counts = new List<SampleCount>();
        if (histories.FirstOrDefault() is { } history)
        {
            var samples = new SampleContent(history);
            foreach (var point in await BoardContent.PointsAsync(db, window, cancellation))
            {
                counts.Add(await samples.WriteAsync(package, window, point, cancellation));
            }
        }

        var statement = completeness.FirstOrDefault() is { } source ? await source.OfAsync(db, window.Site.Id, window.From, window.To, cancellation) : null;
        await package.AddAsync(
            "completeness.json", new { Events = await CompletenessContent.EventsAsync(db, window, cancellation), Samples = counts, Link = statement, LinkStated = statement is not null });
    }
}
