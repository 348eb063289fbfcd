using System.Text.Json;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Overview;
using Gateway.Core.Measurements;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Clocks.Reports;

/// <summary>Drafts and keeps reports.</summary>
internal sealed class ReportDesk(CenterStore store, CenterOptions options, IEnumerable<IOverviewPart> parts, LedgerWords words, TimeProvider time)
{
    /// <summary>Longest text of one heading, characters.</summary>
    public const int LongestText = 20_000;

    /// <summary>Most versions of one report.</summary>
    public const int MostVersions = 500;

    public static LocalizedText TooManyVersions { get; } = new($"最多 {MostVersions} 个版本", $"at most {MostVersions} versions");

    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(options.County.TimeZone);

    public Task<IReadOnlyList<ReportHeading>> DraftAsync(ReportClock clock, bool chinese, CancellationToken cancellation) => store.ReadAsync(
        async db => await ReportFacts.ReadAsync(db, clock, parts, time.GetUtcNow(), cancellation) is { } facts
            ? new ReportDraft(facts, words, chinese, Zone).Headings()
            : [.. ReportForms.Of(clock.Form).Select(heading => new ReportHeading(heading.Id, heading.Name, ReportHeading.Missing.In(chinese), true))],
        cancellation);

    public static Task<ReportVersion?> VersionAsync(CenterDb db, string clock, int? number, CancellationToken cancellation) =>
        db.Set<ReportVersion>().Where(version => version.ClockId == clock && (number == null || version.Number == number))
            .OrderByDescending(version => version.Number).FirstOrDefaultAsync(cancellation);

    public static IReadOnlyList<ReportHeading> HeadingsOf(ReportVersion version) =>
        JsonSerializer.Deserialize<IReadOnlyList<ReportHeading>>(version.Headings, CenterJson.Options) ?? [];

    /// <summary>Keeps the texts as the next version. A heading counts as drafted only while its text is the center's own.</summary>
    public async Task<ReportVersion> SaveAsync(ReportClock clock, IReadOnlyDictionary<string, string> texts, bool chinese, string account, CancellationToken cancellation)
    {
        var draft = await DraftAsync(clock, chinese, cancellation);
        return await store.WriteAsync(
            async work =>
            {
                var last = await VersionAsync(work.Db, clock.Id, null, cancellation);
                var before = last is null ? [] : HeadingsOf(last);
                var headings = draft.Select(heading => Merged(heading, texts, before.FirstOrDefault(old => old.Id == heading.Id))).ToList();
                var version = new ReportVersion
                {
                    ClockId = clock.Id, Number = (last?.Number ?? 0) + 1, Headings = JsonSerializer.Serialize(headings, CenterJson.Options), IsChinese = chinese,
                    SavedAt = work.Now, By = account, IsComplete = headings.TrueForAll(heading => heading.IsComplete),
                };
                work.Db.Add(version);
                work.Record(ClockProgress.FactOf(clock, "report.saved", account), new
                {
                    clock.IncidentId, version.Number, version.IsComplete, sha256 = ReportText.HashOf(ReportText.Of(clock, version, headings, Zone)),
                    drafted = headings.Where(heading => heading.Drafted).Select(heading => heading.Id),
                });
                return version;
            },
            cancellation);
    }

    private static ReportHeading Merged(ReportHeading draft, IReadOnlyDictionary<string, string> texts, ReportHeading? before)
    {
        var text = texts.TryGetValue(draft.Id, out var told) ? told : before?.Text ?? draft.Text;
        var drafted = text == draft.Text || (before is { Drafted: true } && before.Text == text);
        return draft with { Text = text, Drafted = drafted };
    }
}
