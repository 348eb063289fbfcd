using System.Text;
using Gateway.Center.Organisation.Import;
using Gateway.Center.Roster;
using Gateway.Fuzz.Engine;
using Gateway.Fuzz.Targets.Rules;
using Gateway.Pipeline.Configuration;

namespace Gateway.Fuzz.Targets.Sheets;

/// <summary>Sheets of the center: organisation and roster.</summary>
internal sealed class CenterSheetsTarget : FuzzTarget
{
    private static readonly TimeZoneInfo s_zone = TimeZoneInfo.CreateCustomTimeZone("county", TimeSpan.FromHours(8), "county", "county");

    public override string Name => "center-sheets";

    public override int AllowedBytesPerByte => 4096;

    public override IReadOnlyList<string> Tokens { get; } =
        ["kind,id,parent,level,nameZh,nameEn,name,unit,phone,email,chat,roles", "unit,from,to,officers,leader", "2026-03-02 08:00", "0001-01-01 00:00", "9999-12-31 23:59", "role@unit:1;", ";;", ":", "@"];

    public override IEnumerable<byte[]> Seeds() =>
    [
        "kind,id,parent,level,nameZh,nameEn,name,unit,phone,email,roles\nunit,u1,,county,县,County,,,,,\nperson,,,,,,王,u1,13800000000,a@b.c,officer@u1:2;leader\n"u8.ToArray(),
        "unit,from,to,officers,leader\nu1,2026-03-02 08:00,2026-03-02 20:00,a;b,c\n"u8.ToArray(),
    ];

    public override string Execute(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        var errors = new ConfigurationErrors();
        var rows = ImportSheet.Read(text, errors);
        foreach (var row in rows.Where(_ => !errors.Any))
        {
            _ = ImportSheet.Unit(row);
            _ = ImportSheet.Person(row);
        }

        ErrorsOracle.Check(true, errors);
        var rosterErrors = new ConfigurationErrors();
        var shifts = RosterCsv.Read(text, s_zone, rosterErrors);
        ErrorsOracle.Check(true, rosterErrors);
        Oracle.Demand(rows.Count <= 5000 && shifts.Count <= 5000, "sheets have at most 5,000 rows");
        return $"{Math.Min(rows.Count, 3)} {ErrorsOracle.Shape(errors)} {Math.Min(shifts.Count, 3)} {ErrorsOracle.Shape(rosterErrors)}";
    }
}
