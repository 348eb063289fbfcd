using System.Text;
using CsvHelper;
using Gateway.Center.Access;
using Gateway.Center.Data;

namespace Gateway.Center.Warnings.Api;

internal static class WarningEndpoints
{
    private const int MostCsvRows = 20_000;
    private static readonly CsvWriterOptions s_writing = new() { Injection = CsvInjection.Escape };

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/warnings", async ([AsParameters] WarningQuery query, HttpContext context, CenterStore store, CancellationToken cancellation) =>
            TypedResults.Ok(await store.ReadAsync(db => query.PageAsync(db, context.User(), cancellation), cancellation))).Needs(CenterAct.See);
        api.MapGet("/warnings.csv", async ([AsParameters] WarningQuery query, HttpContext context, CenterStore store, CancellationToken cancellation) =>
            TypedResults.File(await CsvAsync(query, context.User(), store, cancellation), "text/csv; charset=utf-8", "warnings.csv")).Needs(CenterAct.See);
    }

    // Page by page, so that no more than one page of bodies is in memory.
    private static async Task<byte[]> CsvAsync(WarningQuery query, CurrentUser user, CenterStore store, CancellationToken cancellation)
    {
        using var stream = new MemoryStream();
        await using (var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
        using (var csv = CsvWriter.Create(writer, s_writing, leaveOpen: true))
        {
            WarningCsv.WriteHeader(csv);
            var written = 0;
            for (var at = query with { Limit = PageKey.MostRows }; written < MostCsvRows;)
            {
                var page = await store.ReadAsync(db => at.PageAsync(db, user, cancellation), cancellation);
                written += WarningCsv.Write(csv, page.Items);
                if (page.Next is null)
                {
                    break;
                }

                at = at with { After = page.Next };
            }
        }

        return stream.ToArray();
    }
}

/// <summary>Warnings as a table a spreadsheet opens.</summary>
internal static class WarningCsv
{
    private static readonly string[] s_header =
    [
        "received 接收时间", "event 发生时间", "site 场所", "siteName 场所名称", "point 测点", "pointName 测点名称", "tier 等级", "fromTier 原等级", "value 数值", "limit 限值", "unit 单位",
        "reason 原因", "rule 规则", "clause 条款", "incident 事件", "historical 补传", "drill 演练",
    ];

    public static void WriteHeader(CsvWriter csv) => csv.WriteRecord(s_header);

    public static int Write(CsvWriter csv, IReadOnlyList<WarningRow> rows)
    {
        foreach (var row in rows)
        {
            csv.WriteRecord(Fields(row));
        }

        return rows.Count;
    }

    private static string[] Fields(WarningRow row) =>
    [
        $"{row.ReceivedTime:O}", $"{row.EventTime:O}", row.Site, row.SiteName.Zh, row.Point, row.PointName.Zh, Intake.Words.Of(row.Tier), Intake.Words.Of(row.FromTier),
        $"{row.Value}", $"{row.Limit}", row.Unit, row.Reason.Zh, row.Rule.Id, row.Rule.Clause, row.Incident ?? "", row.Historical ? "1" : "0", row.Drill ? "1" : "0",
    ];
}
