using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Core.Measurements;
using Gateway.Edge.Replay;
using Gateway.Pipeline.Configuration;

namespace Gateway.Edge.Tests.Replay;

public sealed class SampleCsvReaderTests
{
    [Theory]
    [InlineData("2026-01-31T08:00:00Z", "2026-01-31T08:00:00Z")]
    [InlineData("2026-01-31T08:00:00.1234567Z", "2026-01-31T08:00:00.1234567Z")]
    [InlineData("2026-01-31 08:00:00", "2026-01-31T08:00:00Z")]
    [InlineData("2026-01-31T08:00:00+08:00", "2026-01-31T00:00:00Z")]
    [InlineData("2024-02-29T23:59:59.5-01:30", "2024-03-01T01:29:59.5Z")]
    public void Reads_instants(string text, string same)
    {
        IsoTime.TryParse(Encoding.UTF8.GetBytes(text), out var ticks).ShouldBeTrue();
        ticks.ShouldBe(DateTimeOffset.Parse(same, CultureInfo.InvariantCulture).UtcTicks);
    }

    [Theory]
    [InlineData("2026-02-29T08:00:00Z")]
    [InlineData("2026-01-31T24:00:00Z")]
    [InlineData("2026-01-31T08:00:00.Z")]
    [InlineData("2026-01-31T08:00:00X")]
    [InlineData("2026-01-31")]
    [InlineData("31.01.2026 08:00:00")]
    [InlineData("")]
    public void Refuses_what_is_no_instant(string text) => IsoTime.TryParse(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();

    [Fact]
    public void Every_instant_written_round_trip_is_read_back() =>
        Prop.ForAll(ArbMap.Default.ArbFor<DateTime>(), time =>
        {
            var utc = DateTime.SpecifyKind(time, DateTimeKind.Utc);
            return IsoTime.TryParse(Encoding.UTF8.GetBytes(utc.ToString("O", CultureInfo.InvariantCulture)), out var ticks) && ticks == utc.Ticks;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Reads_with_and_without_header_quality_and_quotes()
    {
        var (samples, errors) = Read("\uFEFFtime,point,value,quality\r\n2026-01-01T00:00:00Z,a,1.5,good\r\n2026-01-01T00:00:01Z,\"b\",-2e3,uncertain\n2026-01-01T00:00:02Z,a,,\n2026-01-01T00:00:03Z,a,7,24");
        errors.Items.ShouldBeEmpty();
        samples.Select(s => (s.Reading.Point, s.Reading.Value, s.Reading.Quality)).ShouldBe(
            [(0, 1.5, Quality.Good), (1, -2000, Quality.Uncertain), (0, double.NaN, Quality.Bad), (0, 7, Quality.CommunicationFailure)]);
        Read("2026-01-01T00:00:00Z,a,1").Samples.ShouldHaveSingleItem().Received.ShouldBe(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks);
    }

    [Fact]
    public void The_columns_may_come_in_any_order_and_carry_flags_and_receive_time()
    {
        var (samples, errors) = Read("value,received,point,time,flags\n3,2026-01-01T00:00:05Z,b,2026-01-01T00:00:00Z,2\n");
        errors.Items.ShouldBeEmpty();
        var sample = samples.ShouldHaveSingleItem();
        (sample.Reading.Value, sample.Reading.Flags, sample.Received - sample.Reading.SourceTime).ShouldBe((3, DetectorFlags.AlarmLevel2, 5 * TimeSpan.TicksPerSecond));
    }

    [Fact]
    public void Tells_every_bad_line_with_its_number()
    {
        var (_, errors) = Read("time,point,value\nyesterday,a,1\n2026-01-01T00:00:00Z,nobody,1\n2026-01-01T00:00:00Z,a,many\n2026-01-01T00:00:00Z,a\n2026-01-01T00:00:00Z,a,1e999\n");
        errors.Items.Select(error => error.Path).ShouldBe(["x.csv: 2", "x.csv: 3", "x.csv: 4", "x.csv: 5", "x.csv: 6"]);
        errors.Items.ShouldAllBe(error => error.Allowed.Zh.Length > 0 && error.Allowed.En.Length > 0);
    }

    [Fact]
    public void A_thousand_bad_lines_are_counted_not_printed()
    {
        var (_, errors) = Read(string.Concat(Enumerable.Repeat("2026-01-01T00:00:00Z,nobody,1\n", 1000)));
        errors.Items.Count.ShouldBe(21);
        errors.Items[^1].Found.ShouldBe("980");
    }

    [Fact]
    public void An_unknown_column_is_refused() => Read("time,point,wert\n").Errors.Items.ShouldHaveSingleItem().Path.ShouldBe("x.csv: 1");

    [Fact]
    public void Lines_across_the_block_boundary_are_whole()
    {
        var text = new StringBuilder("time,point,value\n");
        for (var i = 0; i < 60_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"2026-01-01T00:00:00.{i:0000000}Z,a,{i}\n");
        }

        var (samples, errors) = Read(text.ToString());
        errors.Items.ShouldBeEmpty();
        samples.Select(s => s.Reading.Value).ShouldBe(Enumerable.Range(0, 60_000).Select(i => (double)i));
    }

    private static (List<ReplaySample> Samples, ConfigurationErrors Errors) Read(string text)
    {
        var errors = new ConfigurationErrors();
        var names = new Utf8Names([KeyValuePair.Create("a", 0), KeyValuePair.Create("b", 1)]);
        var samples = new List<ReplaySample>();
        new SampleCsvReader(names, "x.csv", errors).Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), samples.Add);
        return (samples, errors);
    }
}
