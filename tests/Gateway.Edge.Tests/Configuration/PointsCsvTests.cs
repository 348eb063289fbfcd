using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Edge.Configuration.Points;
using Gateway.Pipeline.Configuration;

namespace Gateway.Edge.Tests.Configuration;

public sealed class PointsCsvTests
{
    // Letters that GBK has, beside everything a sheet could trip over.
    private static readonly string[] Pieces =
        ["一", "测点", "a", "Z", "0", "007", "1e5", ",", ";", "\"", "\n", "\r\n", " ", "=1+1", "-", "@", "'", "true", "null", "[]", "{}", ".", "[", "\\", "%LEL", "°"];

    private static Gen<string> Text => Gen.Select(Gen.ListOf(Gen.Elements(Pieces)), pieces => string.Concat(pieces.Take(6)));

    private static Gen<JsonNode?> Scalar => Gen.OneOf(
        Gen.Select(Text, text => (JsonNode?)text),
        Gen.Select(ArbMap.Default.GeneratorFor<double>().Where(double.IsFinite), number => (JsonNode?)number),
        Gen.Select(ArbMap.Default.GeneratorFor<int>(), number => (JsonNode?)number),
        Gen.Select(ArbMap.Default.GeneratorFor<bool>(), flag => (JsonNode?)flag));

    [Fact]
    public void Whatever_goes_out_comes_back_the_same_in_every_encoding() => Prop.ForAll(
        Arb.From(Gen.Select(Gen.ListOf(Record(2)), rows => rows.Take(5).ToList())),
        Arb.From(Gen.Elements(Enum.GetValues<CsvEncoding>())),
        (rows, encoding) =>
        {
            var filled = rows.Where(row => row.Count > 0).ToList();
            var errors = new ConfigurationErrors();
            var bytes = CsvText.Encode(PointsCsv.Write(filled), encoding);
            var read = filled.Count == 0 ? [] : PointsCsv.Read(CsvText.Decode(bytes, out _), "points.csv", errors);

            errors.Items.ShouldBeEmpty();
            read.Count.ShouldBe(filled.Count);
            for (var i = 0; i < filled.Count; i++)
            {
                JsonNode.DeepEquals(read[i].Node, filled[i]).ShouldBeTrue($"{filled[i].ToJsonString()} came back as {read[i].Node.ToJsonString()}");
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void A_column_of_names_within_names_without_end_is_told()
    {
        var errors = new ConfigurationErrors();
        _ = PointsCsv.Read($"id,{string.Join('.', Enumerable.Repeat("a", 100_000))}\np1,1\n", "points.csv", errors);
        errors.Items.ShouldHaveSingleItem().Allowed.En.ShouldContain("32");
    }

    [Fact]
    public void Any_bytes_are_read_or_told_but_never_crash() => Prop.ForAll(
        Arb.From(Gen.Select(Gen.ListOf(Gen.Elements(Pieces.Concat(["\uFEFF", "\0", "modbus.address", "range[0]", "range[", "a[9999]", "limits[0].high"]))), pieces => string.Concat(pieces))),
        ArbMap.Default.ArbFor<byte[]>(),
        (text, noise) =>
        {
            byte[] bytes = [.. Encoding.UTF8.GetBytes(text), .. noise];
            _ = PointsCsv.Read(CsvText.Decode(bytes, out _), "points.csv", new ConfigurationErrors());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Theory]
    [InlineData(CsvEncoding.Utf8)]
    [InlineData(CsvEncoding.Utf8WithBom)]
    [InlineData(CsvEncoding.Gbk)]
    public void Knows_how_a_sheet_was_saved(CsvEncoding encoding)
    {
        var text = CsvText.Decode(CsvText.Encode("id,nameZh\r\np1,泵房可燃气\r\n", encoding), out var found);

        found.ShouldBe(encoding);
        text.ShouldContain("泵房可燃气");
    }

    [Fact]
    public void A_text_column_keeps_the_zeros_of_an_id_and_a_number_column_is_a_number()
    {
        var point = PointsCsv.Read("id,modbus.address\r\n0017,0017\r\n", "p.csv", new ConfigurationErrors())[0].Node;

        point["id"]!.GetValue<string>().ShouldBe("0017");
        point["modbus"]!["address"]!.GetValueKind().ShouldBe(System.Text.Json.JsonValueKind.String, "0017 is no number: the check tells it");
    }

    [Fact]
    public void Tells_row_and_column_of_what_cannot_be_read()
    {
        var errors = new ConfigurationErrors();
        PointsCsv.Read("id,id,a[x],b\r\np1,p2,3,\"\"\"broken\"\r\n", "p.csv", errors);

        errors.Items.Select(error => error.Path).ShouldBe(["p.csv: row 1", "p.csv: row 2 column 2 (id)", "p.csv: row 2 column 3 (a[x])", "p.csv: row 2 column 4 (b)"]);
    }

    private static Gen<JsonObject> Record(int depth) => Gen.Select(
        Gen.ListOf(Gen.Zip(Gen.Where(Text, name => name.Trim() == name && name.Length > 0 && !name.Contains('\n') && !name.Contains('\r')), Node(depth))),
        pairs => new JsonObject(pairs.Take(4).DistinctBy(pair => pair.Item1).Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2?.DeepClone()))));

    private static Gen<JsonNode?> Node(int depth) => depth == 0
        ? Scalar
        : Gen.OneOf(
            Scalar,
            Gen.Select(Record(depth - 1), map => (JsonNode?)map),
            Gen.Select(Gen.ListOf(Node(depth - 1)), items => (JsonNode?)new JsonArray([.. items.Take(3).Select(item => item?.DeepClone())])));
}
