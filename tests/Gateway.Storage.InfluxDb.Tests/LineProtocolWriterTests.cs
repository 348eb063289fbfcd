using System.Text;
using FsCheck.Fluent;
using FsCheck;
using Gateway.Core.Measurements;
using Gateway.Storage.InfluxDb.LineProtocol;
using Gateway.Storage.InfluxDb.Tests.Fakes;
using Gateway.Testing.Storage;

namespace Gateway.Storage.InfluxDb.Tests;

public sealed class LineProtocolWriterTests
{
    private static readonly InfluxOptions s_options = new() { Url = "http://127.0.0.1", Database = "d" };
    private static readonly long s_time = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).Ticks + 1234567;

    [Fact]
    public void Writes_the_line_that_the_reference_shows()
    {
        var line = Write(NumberedPoints.NewPoint(7), 12.5, Quality.Good, DetectorFlags.AlarmLevel1, s_time);
        line.ShouldBe("reading,device=gas-01,family=gas,point=p7,quantity=lel value=12.5,quality=192i,flags=1i 1767323045123456700");
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Never_writes_a_value_that_is_no_number(double value) =>
        Write(NumberedPoints.NewPoint(1), value, Quality.SensorFailure, DetectorFlags.None, s_time)
            .ShouldBe("reading,device=gas-01,family=gas,point=p1,quantity=lel quality=16i 1767323045123456700");

    [Fact]
    public void Reads_back_as_written_whatever_the_names() => Prop.ForAll(
        Names().ToArbitrary(), Names().ToArbitrary(), Names().ToArbitrary(), (measurement, device, family) =>
        {
            var options = s_options with { Measurement = measurement };
            var point = NumberedPoints.NewPoint(3) with { Device = device, Family = family, Quantity = "" };
            var parsed = SlowParser.Parse(Write(point, 1, Quality.Good, DetectorFlags.None, s_time, options: options));
            return parsed.Measurement == Writable(measurement) && parsed.Tags["device"] == Writable(device)
                && parsed.Tags["family"] == Writable(family) && parsed.Tags["point"] == "p3" && parsed.Tags.Count == 3;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Reads_back_as_written_whatever_the_text() => Prop.ForAll(Texts().ToArbitrary(), text =>
    {
        var parsed = SlowParser.Parse(Write(NumberedPoints.NewPoint(3), double.NaN, Quality.Good, DetectorFlags.None, s_time, text));
        return (string)parsed.Fields["text"] == new string([.. text.Select(c => c < ' ' ? ' ' : c)]);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Reads_back_every_finite_value_to_the_bit() => Prop.ForAll(
        ArbMap.Default.ArbFor<long>(), ArbMap.Default.ArbFor<NormalFloat>(), (bits, normal) =>
        {
            var values = new[] { BitConverter.Int64BitsToDouble(bits), normal.Get, Math.Round(normal.Get, 3), (float)normal.Get, bits, -0.0, 1e9, 999_999_999.999999 };
            return values.Where(double.IsFinite).All(v =>
            {
                var parsed = SlowParser.Parse(Write(NumberedPoints.NewPoint(1), v, Quality.Good, DetectorFlags.None, s_time));
                return BitConverter.DoubleToInt64Bits((double)parsed.Fields["value"]) == BitConverter.DoubleToInt64Bits(v);
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Passes_its_own_check_whatever_is_written() => Prop.ForAll(
        Names().ToArbitrary(), Texts().ToArbitrary(), ArbMap.Default.ArbFor<double>(), (name, text, value) =>
        {
            var point = NumberedPoints.NewPoint(1) with { Device = name };
            var line = Write(point, value, Quality.Good, DetectorFlags.None, s_time, text);
            return LineProtocolChecker.FindFault(Encoding.UTF8.GetBytes(line)) is null;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Keeps_time_and_quality_exactly() => Prop.ForAll(
        Gen.Choose(int.MinValue, int.MaxValue).ToArbitrary(), Gen.Choose(0, 255).ToArbitrary(), (offset, quality) =>
        {
            var ticks = s_time + (offset * 9_999L);
            var parsed = SlowParser.Parse(Write(NumberedPoints.NewPoint(1), 1, (Quality)quality, DetectorFlags.None, ticks));
            return parsed.Time == (ticks - DateTime.UnixEpoch.Ticks) * 100 && (long)parsed.Fields["quality"] == quality;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Gives_every_line_and_range_back()
    {
        var writer = new LineProtocolWriter(16);
        for (var i = 0; i < 600; i++)
        {
            writer.WriteRaw(Encoding.ASCII.GetBytes($"m v={i} 1"));
        }

        writer.RemoveLast();
        writer.Lines.ShouldBe(599);
        Encoding.ASCII.GetString(writer.Line(598)).ShouldBe("m v=598 1");
        Encoding.ASCII.GetString(writer.Range(10, 12).Span).ShouldBe("m v=10 1\nm v=11 1\n");
        writer.Range(0, 599).Length.ShouldBe(writer.Length);
    }

    [Fact]
    public void Allocates_nothing_for_a_line_once_the_buffer_has_grown()
    {
        var writer = new LineProtocolWriter();
        var prefix = SeriesPrefixes.Build(s_options, "p1", NumberedPoints.NewPoint(1));
        WriteMany(writer, prefix);
        var before = GC.GetAllocatedBytesForCurrentThread();
        WriteMany(writer, prefix);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Gives_a_changed_point_its_new_tags_and_a_removed_one_its_id_alone()
    {
        var points = new ReplaceablePoints(NumberedPoints.NewPoint(1));
        var prefixes = new SeriesPrefixes(s_options with { Tags = new Dictionary<string, string> { ["site"] = "s 1" } }, points);
        Encoding.UTF8.GetString(prefixes.Of("p1")).ShouldBe("reading,device=gas-01,family=gas,point=p1,quantity=lel,site=s\\ 1");
        points.Current = points.Current! with { Device = "gas-02" };
        Encoding.UTF8.GetString(prefixes.Of("p1")).ShouldContain("device=gas-02");
        points.Current = null;
        Encoding.UTF8.GetString(prefixes.Of("p1")).ShouldBe("reading,point=p1,site=s\\ 1");
    }

    private static void WriteMany(LineProtocolWriter writer, byte[] prefix)
    {
        writer.Clear();
        for (var i = 0; i < 2000; i++)
        {
            writer.Write(prefix, i * 0.37, Quality.Good, DetectorFlags.None, s_time + i);
            LineProtocolChecker.FindFault(writer.Line(i)).ShouldBeNull();
        }
    }

    private static string Write(
        Point point, double value, Quality quality, DetectorFlags flags, long time, string? text = null, InfluxOptions? options = null)
    {
        var writer = new LineProtocolWriter(8);
        writer.Write(SeriesPrefixes.Build(options ?? s_options, point.Id, point), value, quality, flags, time, text);
        return Encoding.UTF8.GetString(writer.Line(0));
    }

    private static Gen<string> Names() => Texts().Where(t => t.Length > 0 && t[0] != '#');

    private static Gen<string> Texts() =>
        Gen.ArrayOf(Gen.Elements(',', ' ', '=', '"', '\\', 'a', 'Z', '0', '测', 'é', '\n', '\t', '\'', '#', '_')).Select(c => new string(c));

    /// <summary>What the writer promises for characters that line protocol cannot express in a name.</summary>
    private static string Writable(string name) => new([.. name.Select(c => c is '\\' || c < ' ' ? '_' : c)]);

    private sealed class ReplaceablePoints(Point? point) : Pipeline.Ports.IPointDirectory
    {
        public Point? Current { get; set; } = point;

        public int Count => 1;

        public Point? Find(int index) => Current;

        public Point? Find(string id) => Current;
    }
}
