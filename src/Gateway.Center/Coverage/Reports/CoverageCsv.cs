using Gateway.Center.Evidence.Csv;

namespace Gateway.Center.Coverage.Reports;

/// <summary>Coverage as a table: one row a site.</summary>
internal static class CoverageCsv
{
    private static readonly string[] s_columns =
    [
        "site 场所", "name 名称", "town 镇街", "industry 行业", "mustConnectBy 应接入依据", "unknownRules 无法判定", "connectedSince 接入时间", "onlineRate 在线率",
        "pointOnlineRate 测点在线率", "fitted 已装", "missing 缺装", "inUse 投用", "rate 装备投用率", "builtNotUsed 建而不用", "notInUse 未投用测点", "disturbances 扰动次数",
    ];

    public static IResult Result(CoverageView view) => CsvFile.Result("coverage.csv", s_columns, async file =>
    {
        foreach (var site in view.Sites)
        {
            await file.RowAsync(
                site.Site, site.Name.Zh, site.Town?.Zh, site.Industry, Rules(view, rule => rule.Sites.Any(row => row.Site == site.Site)),
                Rules(view, rule => rule.Unknown.Any(row => row.Site == site.Site)), site.ConnectedSince, site.OnlineRate, site.PointOnlineRate, site.Fitted, site.Missing,
                site.InUse, site.Rate, string.Join(' ', site.BuiltNotUsed), string.Join(' ', site.NotInUse.Select(point => point.Point)),
                site.Disturbances.Sum(point => point.Times));
        }
    });

    private static string Rules(CoverageView view, Func<MustRow, bool> holds) => string.Join(' ', view.Must.Where(holds).Select(rule => rule.Rule));
}
