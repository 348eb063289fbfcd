using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Core.Measurements;
using Gateway.Drivers.Mqtt.Mapping;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Pipeline.Configuration;

namespace Gateway.Drivers.Mqtt.Tests.Mapping;

public sealed class MappingTests
{
    [Theory]
    [InlineData("""{"d":{"ch":[1,{"v":12.5}]}}""", "d.ch[1].v", 12.5)]
    [InlineData("""{"a.b":{"c":" -3.5e1 "}}""", "['a.b'].c", -35)]
    [InlineData("7", "", 7)]
    [InlineData("""{"x":{"y":1},"v":"+2.5"}""", "$.v", 2.5)]
    public void Finds_a_number_by_path(string json, string path, double expected) =>
        RouteHarness.Read(json, new MqttPointBinding { Path = path }).Readings.Single().ShouldBe(new Reading(0, expected, RouteHarness.Received, Quality.Good));

    [Theory]
    [InlineData("""{"v":60,"t":"2026-03-01T06:00:00Z"}""", true, Quality.Good)]
    [InlineData("""{"v":60,"t":"2026-03-01T07:59:30Z"}""", false, Quality.Good)]
    [InlineData("""{"v":60,"t":"2026-03-01T09:00:00Z"}""", false, Quality.NotAccurate)]
    public void A_source_that_keeps_a_backlog_is_believed_when_it_tells_of_the_past(string json, bool historical, Quality quality)
    {
        var reading = RouteHarness.Read(json, new MqttPointBinding { Path = "v", TimePath = "t", Backlog = true }).Readings.Single();
        (reading.Flags.HasFlag(DetectorFlags.Historical), reading.Quality).ShouldBe((historical, quality));
        reading.SourceTime.ShouldBe(quality == Quality.NotAccurate ? RouteHarness.Received : DateTimeOffset.Parse(json[13..33], null).UtcTicks);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("1", true)]
    [InlineData("\"true\"", true)]
    [InlineData("false", false)]
    [InlineData("0", false)]
    public void The_source_itself_may_say_that_a_value_was_kept_and_sent_later(string sent, bool historical)
    {
        var json = $$"""{"v":60,"t":"2026-03-01T07:59:50Z","old":{{sent}}}""";
        var reading = RouteHarness.Read(json, new MqttPointBinding { Path = "v", TimePath = "t", HistoricalPath = "old" }).Readings.Single();
        reading.Flags.HasFlag(DetectorFlags.Historical).ShouldBe(historical);
    }

    [Fact]
    public void A_backlog_without_source_time_is_refused()
    {
        var errors = new ConfigurationErrors();
        MqttPointBindingValidator.Validate(new MqttPointBinding { Connection = "a", Topic = "t", Path = "v", Backlog = true }, "p", errors);
        errors.Items.ShouldContain(error => error.Path == "p.timePath");
    }

    [Theory]
    [InlineData("""{"v":null}""", Quality.Bad)]
    [InlineData("""{"v":"n/a"}""", Quality.ConfigurationError)]
    [InlineData("""{"v":true}""", Quality.ConfigurationError)]
    [InlineData("""{"v":[1]}""", Quality.ConfigurationError)]
    [InlineData("""{"v":"NaN"}""", Quality.ConfigurationError)]
    [InlineData("""{"v":-999}""", Quality.SensorFailure)]
    public void What_is_not_a_value_is_never_a_number(string json, Quality expected)
    {
        var reading = RouteHarness.Read(json, new MqttPointBinding { Path = "v", FaultCodes = [-999] }).Readings.Single();
        (double.IsNaN(reading.Value), reading.Quality).ShouldBe((true, expected));
    }

    [Theory]
    [InlineData("""{"v":1""")]
    [InlineData("""{"v":1}x""")]
    [InlineData("")]
    [InlineData("""{"w":1}""")]
    public void Unreadable_messages_give_a_reason_and_no_reading(string json)
    {
        var (readings, trouble, _) = RouteHarness.Read(json, new MqttPointBinding { Path = "v" });
        readings.ShouldBeEmpty();
        trouble.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void Picks_the_elements_of_an_array_by_id_with_a_time_that_follows_it()
    {
        var json = """{"data":[{"id":"g1","lel":5},{"id":7,"lel":"6"},{"id":"other","lel":9}],"ts":1772352000}""";
        MqttPointBinding Of(string id) => new()
        {
            Path = "lel", TimePath = "ts", TimeFormat = "unixS", Array = new MqttArrayOptions { Path = "data", IdPath = "id", Id = id },
        };
        var readings = RouteHarness.Read(json, Of("g1"), Of("7")).Readings;
        readings.Select(r => (r.Point, r.Value, r.SourceTime)).ShouldBe([(0, 5, RouteHarness.Received), (1, 6, RouteHarness.Received)]);
    }

    [Fact]
    public void A_series_gives_every_element_to_its_point()
    {
        var json = """[{"v":1,"t":"2026-03-01T07:59:58Z"},{"v":2,"t":"2026-03-01T07:59:59Z"}]""";
        var readings = RouteHarness.Read(json, new MqttPointBinding { Path = "v", TimePath = "t", Array = new MqttArrayOptions() }).Readings;
        readings.Select(r => (r.Value, RouteHarness.Received - r.SourceTime)).ShouldBe([(1, 2 * TimeSpan.TicksPerSecond), (2, TimeSpan.TicksPerSecond)]);
    }

    [Theory]
    [InlineData("unixS", 0, "1772352000")]
    [InlineData("unixMs", 0, "1772352000000")]
    [InlineData("unixUs", 0, "\"1772352000000000\"")]
    [InlineData("unixNs", 0, "1772352000000000000")]
    [InlineData("iso8601", 0, "\"2026-03-01T08:00:00Z\"")]
    [InlineData("iso8601", 480, "\"2026-03-01T16:00:00\"")]
    [InlineData("iso8601", 480, "\"2026-03-01T17:00:00+09:00\"")]
    [InlineData("iso8601", 480, "\"2026-03-01 16:00:00\"")]
    [InlineData("yyyyMMddHHmmss", 480, "20260301160000")]
    public void Reads_every_time_format(string format, int offset, string time)
    {
        var binding = new MqttPointBinding { Path = "v", TimePath = "t", TimeFormat = format, TimeOffsetMinutes = offset };
        var reading = RouteHarness.Read($$"""{"v":1,"t":{{time}}}""", binding).Readings.Single();
        reading.ShouldBe(new Reading(0, 1, RouteHarness.Received, Quality.Good));
    }

    [Theory]
    [InlineData("1772352061")]
    [InlineData("1772351939")]
    [InlineData("\"yesterday\"")]
    public void A_clock_over_60_seconds_off_is_replaced_by_the_receive_time_and_marked(string time)
    {
        var binding = new MqttPointBinding { Path = "v", TimePath = "t", TimeFormat = "unixS" };
        RouteHarness.Read($$"""{"v":1,"t":{{time}}}""", binding).Readings.Single().ShouldBe(new Reading(0, 1, RouteHarness.Received, Quality.NotAccurate));
    }

    [Fact]
    public void A_retained_value_without_a_time_may_be_old() =>
        RouteHarness.Read("1"u8.ToArray(), retained: true, new MqttPointBinding()).Readings.Single().Quality.ShouldBe(Quality.LastUsable);

    [Fact]
    public void Converts_units_after_scale_and_offset() =>
        RouteHarness.Read("212", new MqttPointBinding { Format = "raw", SourceUnit = "°F", Unit = "℃" }).Readings.Single().Value.ShouldBe(100, 1e-9);

    [Fact]
    public void Maps_quality_and_detector_flags()
    {
        var binding = new MqttPointBinding
        {
            Path = "v", QualityPath = "q", Quality = new Dictionary<string, string> { ["broken"] = "sensorFailure" },
            FlagsPath = "s", Flags = new Dictionary<string, string> { ["bit1"] = "alarmLevel2", ["bit3"] = "fault" },
        };
        var reading = RouteHarness.Read("""{"v":1,"q":"broken","s":2}""", binding).Readings.Single();
        (reading.Quality, reading.Flags).ShouldBe((Quality.SensorFailure, DetectorFlags.AlarmLevel2));
        RouteHarness.Read("""{"v":1,"q":"strange"}""", binding).Readings.Single().Quality.ShouldBe(Quality.Uncertain);
    }

    [Fact]
    public void Text_points_carry_their_text_without_escapes()
    {
        var (_, _, batch) = RouteHarness.Read("""{"v":"a\u0041\"\u706b"}""", new MqttPointBinding { Path = "v", Type = "text" });
        batch.Texts![0].ShouldBe("aA\"火");
    }

    [Theory]
    [InlineData("abcd", new byte[] { 0x42, 0xF6, 0xE9, 0x79 })]
    [InlineData("cdab", new byte[] { 0xE9, 0x79, 0x42, 0xF6 })]
    [InlineData("badc", new byte[] { 0xF6, 0x42, 0x79, 0xE9 })]
    [InlineData("dcba", new byte[] { 0x79, 0xE9, 0xF6, 0x42 })]
    public void Reads_binary_floats_in_every_order(string order, byte[] bytes)
    {
        var binding = new MqttPointBinding { Format = "binary", Binary = new MqttBinaryOptions { Position = 1, Order = order } };
        RouteHarness.Read([0, .. bytes], retained: false, binding).Readings.Single().Value.ShouldBe(123.456, 1e-5);
        RouteHarness.Read(bytes, retained: false, binding).Trouble.ShouldNotBeNull();
    }

    [Fact]
    public void Random_and_damaged_payloads_never_throw()
    {
        var good = Encoding.UTF8.GetBytes("""{"data":[{"id":"g1","lel":5.5,"t":"2026-03-01T07:59:58Z"}],"q":"ok","s":3}""");
        var binding = new MqttPointBinding { Path = "lel", TimePath = "t", QualityPath = "q", FlagsPath = "s", Array = new MqttArrayOptions { Path = "data", IdPath = "id", Id = "g1" } };
        var damaged = Gen.Zip(Gen.Choose(0, good.Length - 1), Gen.Choose(0, 255)).Select(c =>
        {
            var copy = good.ToArray();
            copy[c.Item1] = (byte)c.Item2;
            return copy;
        });
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000),
            Prop.ForAll(Gen.OneOf(damaged, ArbMap.Default.GeneratorFor<byte[]>()).ToArbitrary(), bytes =>
            {
                var (readings, trouble, _) = RouteHarness.Read(bytes, retained: false, binding, new MqttPointBinding { Format = "raw" });
                return readings.All(r => double.IsFinite(r.Value) || r.Quality.IsBad()) && (readings.Length > 0 || trouble is not null);
            }));
    }

    [Fact]
    public void Known_topics_are_found_without_allocating()
    {
        var map = new TopicMap([new ResolvedMqttBinding(0, new MqttPointBinding { Topic = "s/+/t" })], PlainBinaryDecoder.Factory, new SourceClocks(TimeSpan.Zero, TimeProvider.System));
        var first = map.Find("s/1/t"u8, out var isNew);
        isNew.ShouldBeTrue();
        map.Find("other"u8, out _).ShouldBeNull();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            map.Find("s/1/t"u8, out _);
            map.Find("other"u8, out _);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        map.Find("s/1/t"u8, out _).ShouldBeSameAs(first);
    }
}
