using System.Net;
using System.Text;
using Gateway.Center.Access;
using Gateway.Center.Organisation;
using Gateway.Center.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Tests.Organisation;

public sealed class ImportTests
{
    private const string Sheet = """
        kind,id,parent,level,nameZh,nameEn,name,unit,phone,email,roles
        unit,north,county,town,北镇,North,,,,,
        unit,quarry,north,enterprise,石场,Quarry,,,,,
        person,,,,,,负责人甲,quarry,00000000001,a@example.invalid,principal;safety-director@quarry:2
        person,,,,,,值班员乙,north,00000000002,,town-duty
        """;

    [Fact]
    public async Task A_sheet_is_only_checked_or_taken_whole_and_taken_again_doubles_nothing()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await TestTree.MakeAsync(center);
        var client = center.SignedInAs(CenterRole.Administrator);

        var dry = await (await PostAsync(client, Sheet, "?apply=false")).JsonAsync();
        dry.ToJsonString().ShouldBe("""{"applied":false,"units":2,"people":2}""");
        (await CountsAsync(center)).ShouldBe((6, 1, 1));
        (await PostAsync(client, Sheet)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await CountsAsync(center)).ShouldBe((8, 3, 4));
        (await PostAsync(client, "\uFEFF" + Sheet)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await CountsAsync(center)).ShouldBe((8, 3, 4));
        var quarry = await center.Store.ReadAsync(db => db.Set<OrgUnit>().SingleAsync(unit => unit.Id == "quarry"), default);
        quarry.Path.ShouldBe("/county/north/quarry/");
    }

    [Fact]
    public async Task All_errors_of_all_rows_are_told_and_nothing_is_taken()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await TestTree.MakeAsync(center);
        var client = center.SignedInAs(CenterRole.Administrator);

        var answer = await PostAsync(client, """
            kind,id,parent,level,nameZh,nameEn,name,unit,phone,email,roles
            unit,north,county,town,北镇,North,,,,,
            unit,n o,county,town,北镇,North,,,,,
            thing,,,,,,,,,,
            person,,,,,,负责人甲,nowhere,abc,,emperor@north:x
            """);

        (await answer.WrongFieldsAsync()).ShouldBe(
            ["row 3: id", "row 5: phone", "row 5: unitId", "row 5: roles[0].role", "row 5: roles[0].order", "row 4: kind"]);
        (await CountsAsync(center)).ShouldBe((6, 1, 1));
    }

    [Fact]
    public async Task A_sheet_in_another_encoding_or_without_columns_is_refused_in_words()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var client = center.SignedInAs(CenterRole.Administrator);
        using var gbk = new ByteArrayContent([0xB1, 0xB1, 0xD5, 0xF2]);

        (await (await client.PostAsync(new Uri("/api/v1/organisation/import", UriKind.Relative), gbk)).RefusalAsync()).ShouldBe("400 import.encoding");
        (await (await PostAsync(client, "colour,size\nred,1")).WrongFieldsAsync()).ShouldBe(["row 1", "row 1", "row 1"]);
        (await PostAsync(center.SignedInAs(CenterRole.DutyLeader), Sheet)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string sheet, string query = "")
    {
        using var content = new StringContent(sheet, Encoding.UTF8, "text/csv");
        return await client.PostAsync(new Uri("/api/v1/organisation/import" + query, UriKind.Relative), content);
    }

    private static Task<(int Units, int People, int Roles)> CountsAsync(CenterUnderTest center) => center.Store.ReadAsync(
        async db => (await db.Set<OrgUnit>().CountAsync(), await db.Set<Person>().CountAsync(), await db.Set<RoleHolder>().CountAsync()), default);
}
