using System.Net.Http.Json;
using System.Text;
using Gateway.Load.Center.Edges;

namespace Gateway.Load.Center.Site;

/// <summary>A county whose warnings concern somebody: towns with a duty officer each, enterprises with a principal, every site placed in one of them.</summary>
internal static class LoadCounty
{
    private const int Towns = 10;
    private const int SitesPerEnterprise = 5;

    public static async Task MakeAsync(CenterProgram center, int sites, CancellationToken cancellation)
    {
        using var sheet = new StringContent(Sheet(sites), Encoding.UTF8, "text/csv");
        await center.SendAsync(HttpMethod.Post, "/api/v1/organisation/import", sheet, cancellation);
        for (var site = 0; site < sites; site++)
        {
            using var placement = JsonContent.Create(new
            {
                unitId = EnterpriseOf(site), name = new { zh = $"负载场所{site}", en = $"load site {site}" }, longitude = 108 + (site % 25 * 0.01), latitude = 34 + (site / 25 * 0.01),
                watched = true,
            });
            await center.SendAsync(HttpMethod.Put, $"/api/v1/sites/{SimulatedEdge.SiteOf(site)}", placement, cancellation);
        }
    }

    private static string EnterpriseOf(int site) => $"ent-{site / SitesPerEnterprise}";

    private static string Sheet(int sites)
    {
        var text = new StringBuilder("kind,id,parent,level,nameZh,nameEn,name,unit,phone,email,roles\n");
        text.Append("person,,,,,,值班员乙,county,00000000001,,county-duty;county-duty-leader\n");
        for (var town = 0; town < Towns; town++)
        {
            text.Append($"unit,town-{town},county,town,{town} 镇,town {town},,,,,\n");
            text.Append($"person,,,,,,值班员镇{town},town-{town},{20000000000 + town},,town-duty\n");
        }

        for (var enterprise = 0; enterprise * SitesPerEnterprise < sites; enterprise++)
        {
            text.Append($"unit,ent-{enterprise},town-{enterprise % Towns},enterprise,{enterprise} 厂,plant {enterprise},,,,,\n");
            text.Append($"person,,,,,,负责人{enterprise},ent-{enterprise},{30000000000 + enterprise},,principal;safety-director\n");
        }

        return text.ToString();
    }
}
