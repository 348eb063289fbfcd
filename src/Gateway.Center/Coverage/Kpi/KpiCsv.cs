using Gateway.Center.Evidence.Csv;

namespace Gateway.Center.Coverage.Kpi;

/// <summary>The KPI page as a table: one row a site.</summary>
internal static class KpiCsv
{
    private static readonly string[] s_columns =
    [
        "site 场所", "name 名称", "from 起", "to 止", "alarms 报警数", "perOperatorPerHour 每岗每小时", "floods 泛滥次数", "percentInFlood 泛滥时间占比", "chattering 抖动", "standing 长期存在",
    ];

    public static IResult Result(KpiView view) => CsvFile.Result("kpi.csv", s_columns, async file =>
    {
        foreach (var site in view.BySite)
        {
            await file.RowAsync(
                site.Site, site.Name.Zh, view.From, view.To, site.Alarms, site.PerOperatorPerHour, site.Floods, site.PercentInFlood, site.Chattering, site.Standing);
        }
    });
}
