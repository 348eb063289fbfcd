using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Prejudgement;
using Gateway.Center.Prejudgement.Making;
using Gateway.Center.Prejudgement.Sheets;
using Gateway.Center.Sites;
using Gateway.Center.Tests.Support;
using Gateway.Testing.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Prejudgement;

public sealed class MissedSheetTests
{
    [Fact]
    public async Task Sheets_missed_while_the_center_was_down_are_made_when_it_is_back_and_none_before_the_first()
    {
        await using var center = await CenterUnderTest.StartAsync(options => options with
        {
            Drills = options.Drills with { Proof = false }, Prejudgement = new PrejudgementOptions { Cadences = [SheetCadence.Day] },
        });
        await center.Store.WriteAsync(
            work =>
            {
                work.Db.Add(new Site { Id = "site-a", UnitId = "plant", UnitPath = "/county/plant/", NameZh = "甲厂", NameEn = "plant A", IsPlaced = true });
                return Task.CompletedTask;
            },
            CancellationToken.None);
        await Eventually.TrueAsync(async () =>
        {
            center.Time.Advance(TimeSpan.FromMinutes(1));
            return (await LabelsAsync(center)).Length > 0;
        });
        (await LabelsAsync(center)).ShouldBe(["day.site-a.20260302"]);

        // Down from Monday to Friday: a duty that has not run.
        center.Time.Jump(TimeSpan.FromDays(4));
        await center.Services.GetServices<Gateway.Center.Duties.ICenterDuty>().OfType<SheetDuty>().Single().RunAsync(center.Time.GetUtcNow(), CancellationToken.None);

        (await LabelsAsync(center)).ShouldBe([.. Enumerable.Range(2, 5).Select(day => $"day.site-a.2026030{day}")]);
        var made = await SheetsAsync(center);
        made.ShouldAllBe(sheet => sheet.DueAt > sheet.MadeAt, "what is made late can still be signed in time");
    }

    private static async Task<string[]> LabelsAsync(CenterUnderTest center) => [.. (await SheetsAsync(center)).Select(sheet => sheet.Id)];

    private static Task<List<Sheet>> SheetsAsync(CenterUnderTest center) =>
        center.Store.ReadAsync(db => db.Set<Sheet>().AsNoTracking().OrderBy(sheet => sheet.Id).ToListAsync(), CancellationToken.None);
}
