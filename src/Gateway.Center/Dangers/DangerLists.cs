using System.Globalization;
using System.Text;
using CsvHelper;
using Gateway.Center.Access;
using Gateway.Center.Configuration;
using Gateway.Center.Dangers.Machine;
using Gateway.Center.Dangers.Storage;
using Gateway.Center.Dangers.Views;
using Gateway.Center.Data;
using Gateway.Center.Sites;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Dangers;

/// <summary>What is asked of the list of hidden dangers.</summary>
internal sealed record DangerFilter(
    string? Site, string? State, string? Grade, string? Source, bool? Overdue, bool? Open, bool? Drill, string? After, int? Limit);

/// <summary>The list, as pages, CSV and figures.</summary>
internal sealed class DangerLists(CenterStore store, CenterOptions options, TimeProvider time)
{
    private const int MostRows = 500;
    private const int MostExported = 100_000;
    private static readonly CsvWriterOptions s_writing = new() { Injection = CsvInjection.Escape };

    private static readonly string[] s_columns =
        ["id", "site", "siteNameZh", "siteNameEn", "grade", "source", "state", "title", "foundAt", "dueAt", "overdue", "listed", "escalation", "incident"];

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.County.TimeZone);

    public Task<DangerPage> PageAsync(CurrentUser user, DangerFilter filter, CancellationToken cancellation) => store.ReadAsync(
        async db =>
        {
            var now = time.GetUtcNow();
            var found = Filtered(db, user, filter, now);
            var total = await found.CountAsync(cancellation);
            var limit = Math.Clamp(filter.Limit ?? 100, 1, MostRows);
            var skip = int.TryParse(filter.After, NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? after : 0;
            var page = await Ordered(found).Skip(skip).Take(limit).ToListAsync(cancellation);
            var next = skip + page.Count < total && page.Count > 0 ? (skip + page.Count).ToString(CultureInfo.InvariantCulture) : null;
            return new DangerPage(await DangerViews.RowsAsync(db, page, now, cancellation), next, total);
        },
        cancellation);

    /// <summary>UTF-8 with byte order mark, so that Excel reads the Chinese; cells that begin like a formula are defused.</summary>
    public async Task<byte[]> CsvAsync(CurrentUser user, DangerFilter filter, CancellationToken cancellation)
    {
        var rows = await store.ReadAsync(
            async db => await DangerViews.RowsAsync(db, await Ordered(Filtered(db, user, filter, time.GetUtcNow())).Take(MostExported).ToListAsync(cancellation), time.GetUtcNow(), cancellation),
            cancellation);
        using var memory = new MemoryStream();
        await using (var text = new StreamWriter(memory, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
        {
            using var csv = CsvWriter.Create(text, s_writing, leaveOpen: true);
            csv.WriteRecord(s_columns);
            foreach (var row in rows)
            {
                csv.WriteRecord(Flat(row));
            }

            csv.Flush();
        }

        return memory.ToArray();
    }

    /// <summary>How many by unit, industry, year found, state and grade. Drills are in no figure.</summary>
    public Task<DangerStatistics> StatisticsAsync(CurrentUser user, CancellationToken cancellation) => store.ReadAsync(
        async db =>
        {
            var rows = await db.DangersOf(user).Where(danger => !danger.IsDrill)
                .Select(danger => new { danger.SiteId, danger.UnitPath, danger.State, danger.Grade, danger.FoundAt, danger.DueAt, danger.ListingDueAt, danger.Cause, danger.Source }).ToListAsync(cancellation);
            var industries = await db.Set<Site>().ToDictionaryAsync(site => site.Id, site => site.Industry, cancellation);
            var now = time.GetUtcNow();
            var counted = rows.ConvertAll(row => new CountedDanger(
                Town(row.UnitPath), industries.GetValueOrDefault(row.SiteId) ?? "", TimeZoneInfo.ConvertTime(row.FoundAt, _zone).Year, row.State, row.Grade, row.Cause ?? "", row.Source,
                row.State is not (DangerState.Closed or DangerState.Cancelled) && (row.DueAt < now || row.ListingDueAt < now)));
            return DangerStatistics.Of(counted);
        },
        cancellation);

    private static IQueryable<HiddenDanger> Filtered(CenterDb db, CurrentUser user, DangerFilter filter, DateTimeOffset now)
    {
        var drill = filter.Drill ?? false;
        var (state, grade, source) = (Read<DangerState>(filter.State), Read<DangerGrade>(filter.Grade), Read<DangerSource>(filter.Source));
        var found = db.DangersOf(user).Where(danger => danger.IsDrill == drill
            && (filter.Site == null || danger.SiteId == filter.Site) && (state == null || danger.State == state)
            && (grade == null || danger.Grade == grade) && (source == null || danger.Source == source));
        if (filter.Open is { } open)
        {
            found = found.Where(danger => (danger.State != DangerState.Closed && danger.State != DangerState.Cancelled) == open);
        }

        return filter.Overdue == true
            ? found.Where(danger => danger.State != DangerState.Closed && danger.State != DangerState.Cancelled && (danger.DueAt < now || danger.ListingDueAt < now))
            : found;
    }

    /// <summary>Names come in camelCase; the binder of the framework takes them only as they are written in the code.</summary>
    private static T? Read<T>(string? name)
        where T : struct, Enum => Enum.TryParse<T>(name, ignoreCase: true, out var value) ? value : null;

    private static IQueryable<HiddenDanger> Ordered(IQueryable<HiddenDanger> dangers) => dangers.OrderByDescending(danger => danger.FoundAt).ThenByDescending(danger => danger.Id);

    private static string[] Flat(DangerRow row) =>
    [
        row.Id, row.Site, row.SiteName.Zh, row.SiteName.En, $"{row.Grade}", $"{row.Source}", $"{row.State}", row.Title, row.FoundAt.ToString("O"), row.DueAt?.ToString("O") ?? "",
        row.Overdue ? "yes" : "no", row.Listed ? "yes" : "no", row.Escalation.ToString(CultureInfo.InvariantCulture), row.Incident ?? "",
    ];

    /// <summary>The first two steps of the path: county and town.</summary>
    private static string Town(string path) => string.Join('/', path.Split('/', 4).Take(3)) + "/";
}

internal sealed record DangerPage(IReadOnlyList<DangerRow> Items, string? Next, int Total);

internal sealed record CountedDanger(string Unit, string Industry, int Year, DangerState State, DangerGrade Grade, string Cause, DangerSource Source, bool Overdue);

/// <param name="Open">Neither closed nor cancelled.</param>
internal sealed record DangerCount(string Key, int Total, int Open, int OpenMajor, int Overdue, int Closed, int Cancelled);

internal sealed record DangerStatistics(
    DangerCount All, IReadOnlyList<DangerCount> ByUnit, IReadOnlyList<DangerCount> ByIndustry, IReadOnlyList<DangerCount> ByYear, IReadOnlyList<DangerCount> ByState,
    IReadOnlyList<DangerCount> ByCause, IReadOnlyList<DangerCount> BySource)
{
    public static DangerStatistics Of(IReadOnlyList<CountedDanger> dangers) => new(
        Count("", dangers), By(dangers, danger => danger.Unit), By(dangers, danger => danger.Industry), By(dangers, danger => $"{danger.Year}"),
        By(dangers, danger => Camel($"{danger.State}")), By(dangers, danger => danger.Cause), By(dangers, danger => Camel($"{danger.Source}")));

    private static List<DangerCount> By(IReadOnlyList<CountedDanger> dangers, Func<CountedDanger, string> key) =>
        [.. dangers.GroupBy(key, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Count(group.Key, [.. group]))];

    private static DangerCount Count(string key, IReadOnlyList<CountedDanger> dangers)
    {
        var open = dangers.Where(danger => danger.State is not (DangerState.Closed or DangerState.Cancelled)).ToList();
        return new(
            key, dangers.Count, open.Count, open.Count(danger => danger.Grade == DangerGrade.Major), open.Count(danger => danger.Overdue),
            dangers.Count(danger => danger.State == DangerState.Closed), dangers.Count(danger => danger.State == DangerState.Cancelled));
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
