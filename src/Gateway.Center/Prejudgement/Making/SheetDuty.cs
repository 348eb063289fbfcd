using System.Text.Json;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Gateway.Center.Ledger;
using Gateway.Center.Prejudgement.Sheets;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Prejudgement.Making;

/// <summary>Makes the sheets of the running day, week and month that are not there yet, those the center missed while it was down, and notes those not signed in time.</summary>
internal sealed class SheetDuty(CenterStore store, CenterOptions options, SheetExtras extras) : ICenterDuty
{
    public const string DutyName = "prejudgement-sheets";
    private const int AtOnce = 50;

    /// <summary>Periods of one cadence made up for after the center was down: a month of days.</summary>
    private const int MostMissed = 31;

    public string Name => DutyName;

    public TimeSpan Period => TimeSpan.FromMinutes(1);

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var cadence in options.Prejudgement.Cadences.Where(cadence => cadence != SheetCadence.Consultation))
        {
            foreach (var moment in await MomentsAsync(cadence, now, cancellation))
            {
                await MakeAsync(cadence, moment, now, cancellation);
            }
        }

        await NoteOverdueAsync(now, cancellation);
    }

    /// <summary>Now, and before it a moment of each period that went by while the center was down; never one before its first sheet.</summary>
    private async Task<IReadOnlyList<DateTimeOffset>> MomentsAsync(SheetCadence cadence, DateTimeOffset now, CancellationToken cancellation)
    {
        var zone = SheetPeriod.ZoneOf(options);
        var current = SheetPeriod.Of(cadence, now, zone);
        var last = await store.ReadAsync(
            db => db.Set<Sheet>().Where(sheet => sheet.Cadence == cadence && sheet.From < current.From).OrderByDescending(sheet => sheet.From)
                .Select(sheet => (DateTimeOffset?)sheet.From).FirstOrDefaultAsync(cancellation),
            cancellation);
        var missed = Enumerable.Range(1, MostMissed).Select(back => SheetPeriod.Of(cadence, now, zone, back)).TakeWhile(period => last is { } made && period.From > made);
        return [.. missed.Reverse().Select(period => period.From), now];
    }

    private async Task MakeAsync(SheetCadence cadence, DateTimeOffset moment, DateTimeOffset now, CancellationToken cancellation)
    {
        var zone = SheetPeriod.ZoneOf(options);
        var period = SheetPeriod.Of(cadence, moment, zone);
        var made = await store.ReadAsync(db => MissingAsync(db, cadence, period, moment, now, zone, cancellation), cancellation);
        foreach (var some in made.Chunk(AtOnce))
        {
            await store.WriteAsync(work => AddAsync(work, some), cancellation);
        }
    }

    private async Task<List<Sheet>> MissingAsync(CenterDb db, SheetCadence cadence, SheetPeriod period, DateTimeOffset moment, DateTimeOffset now, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var subjects = await SheetSubject.OfAsync(db, cadence, cancellation);
        var there = (await db.Set<Sheet>().Where(sheet => sheet.Cadence == cadence && sheet.From == period.From).Select(sheet => sheet.Id).ToListAsync(cancellation)).ToHashSet();
        var missing = subjects.Where(subject => !there.Contains(IdOf(cadence, subject.Key, period))).ToList();
        if (missing.Count == 0)
        {
            return [];
        }

        var facts = await SheetFacts.ReadAsync(db, SheetPeriod.Of(cadence, moment, zone, 1), SheetPeriod.Of(cadence, moment, zone, 2), cancellation);
        var sheets = new List<Sheet>();
        foreach (var subject in missing)
        {
            sheets.Add(await SheetOfAsync(db, cadence, subject, period, facts, now, cancellation));
        }

        return sheets;
    }

    private async Task<Sheet> SheetOfAsync(
        CenterDb db, SheetCadence cadence, SheetSubject subject, SheetPeriod period, SheetFacts facts, DateTimeOffset now, CancellationToken cancellation)
    {
        var sites = facts.Sites.Where(subject.Holds).Select(site => site.Id).ToList();
        var sections = new SheetDraft(facts, subject, options.Prejudgement, now).Sections(
            period.To > now ? await extras.NearLimitAsync(db, sites, cancellation) : [], await extras.NaturalAsync(db, subject, period, cancellation), extras.Season(period));
        var due = period.From + SheetPeriod.SignWithin(cadence, options.Prejudgement);
        return new Sheet
        {
            Id = IdOf(cadence, subject.Key, period), Cadence = cadence, UnitId = subject.UnitId, UnitPath = subject.UnitPath, SiteId = subject.SiteId, NameZh = subject.Name.Zh,
            NameEn = subject.Name.En, From = period.From, To = period.To, MadeAt = now, DueAt = due > now ? due : now + TimeSpan.FromHours(1),
            Sections = JsonSerializer.Serialize(sections, CenterJson.Options),
        };
    }

    private static async Task AddAsync(CenterWork work, IReadOnlyList<Sheet> sheets)
    {
        foreach (var sheet in sheets)
        {
            if (await work.Db.Set<Sheet>().FindAsync(sheet.Id) is null)
            {
                work.Db.Add(sheet);
                work.Record(FactOf(sheet, "prejudgement.made", null), new { sheet.Cadence, sheet.From, sheet.To, sheet.DueAt });
            }
        }
    }

    private async Task NoteOverdueAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (!await store.ReadAsync(db => Late(db, now).AnyAsync(cancellation), cancellation))
        {
            return;
        }

        await store.WriteAsync(
            async work =>
            {
                foreach (var sheet in await Late(work.Db, work.Now).OrderBy(sheet => sheet.Id).Take(AtOnce * 10).ToListAsync(cancellation))
                {
                    sheet.State = SheetState.Overdue;
                    sheet.Version++;
                    work.Record(FactOf(sheet, "prejudgement.overdue", null), new { sheet.Cadence, sheet.DueAt });
                }
            },
            cancellation);
    }

    private static IQueryable<Sheet> Late(CenterDb db, DateTimeOffset now) => db.Set<Sheet>().Where(sheet => sheet.State == SheetState.Draft && sheet.DueAt <= now);

    private static string IdOf(SheetCadence cadence, string key, SheetPeriod period) => $"{char.ToLowerInvariant($"{cadence}"[0])}{$"{cadence}"[1..]}.{key}.{period.Label}";

    internal static LedgerFact FactOf(Sheet sheet, string kind, string? actor) => new(kind, sheet.Id) { Site = sheet.SiteId, UnitPath = sheet.UnitPath, Actor = actor };
}
