using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Core.Warnings;
using Gateway.Notifications.Cap;

namespace Gateway.Notifications.Tests.Cap;

public sealed class CapTests
{
    private static readonly DateTimeOffset s_time = new(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Times_say_utc_as_minus_zero_and_never_as_z()
    {
        CapTime.Format(s_time).ShouldBe("2026-03-02T00:00:00-00:00");
        CapTime.TryParse("2026-03-02T08:00:00+08:00").ShouldBe(s_time);
        CapTime.TryParse("2026-03-02T08:00:00Z").ShouldBeNull();
        CapTime.TryParse("2026-03-02T08:00:00.5+08:00").ShouldBeNull();
        CapTime.TryParse("2026-13-02T08:00:00+08:00").ShouldBeNull();
    }

    [Fact]
    public void The_identifier_of_the_national_standard_has_31_characters_in_Beijing_time()
    {
        var identifier = Gb35965Identifier.Of("370000", "016", new DateTimeOffset(2026, 3, 1, 23, 59, 58, TimeSpan.Zero), 17);

        identifier.ShouldBe("37000001600000_20260302075958_7");
        identifier.Length.ShouldBe(Gb35965Identifier.Length);
    }

    [Theory]
    [InlineData(WarningTier.Red, CapSeverity.Extreme, CapUrgency.Immediate)]
    [InlineData(WarningTier.Orange, CapSeverity.Severe, CapUrgency.Immediate)]
    [InlineData(WarningTier.Yellow, CapSeverity.Moderate, CapUrgency.Expected)]
    [InlineData(WarningTier.Blue, CapSeverity.Minor, CapUrgency.Expected)]
    public void A_tier_and_the_words_of_the_standard_lead_to_each_other(WarningTier tier, CapSeverity severity, CapUrgency urgency)
    {
        CapTiers.Default[tier].ShouldSatisfyAllConditions(words => words.Severity.ShouldBe(severity), words => words.Urgency.ShouldBe(urgency));
        CapTiers.Of(Info() with { Severity = severity }).ShouldBe(tier);
    }

    [Fact]
    public void The_colour_a_message_names_counts_before_its_severity() =>
        CapTiers.Of(Info() with { Severity = CapSeverity.Minor, Headline = "发布暴雨红色预警信号" }).ShouldBe(WarningTier.Red);

    [Fact]
    public void What_is_written_satisfies_the_schema_and_reads_back_as_itself()
    {
        Prop.ForAll(Alerts().ToArbitrary(), alert =>
        {
            var xml = CapWriter.Write(alert);
            CapSchema.Errors(xml).ShouldBeEmpty();
            var read = CapReader.Read(xml, out var errors);
            errors.ShouldBeEmpty();
            CapWriter.Write(read!).ShouldBe(xml);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("<identifier>", "<identifier>a b")]
    [InlineData("<status>Actual</status>", "<status>Real</status>")]
    [InlineData("-00:00</sent>", "Z</sent>")]
    [InlineData("<scope>Public</scope>", "")]
    [InlineData("<urgency>Immediate</urgency>", "<urgency>Immediate</urgency><urgency>Immediate</urgency>")]
    [InlineData("<msgType>Alert</msgType>", "<msgType>Update</msgType>")]
    [InlineData("<sender>", "<surprise/><sender>")]
    [InlineData("30,118", "91,118")]
    public void A_message_that_breaks_a_rule_is_refused_with_the_place(string sound, string broken)
    {
        var xml = Encoding.UTF8.GetString(CapWriter.Write(Alert()));
        xml.ShouldContain(sound);

        CapReader.Read(Encoding.UTF8.GetBytes(xml.Replace(sound, broken, StringComparison.Ordinal)), out var errors).ShouldBeNull();

        errors.ShouldNotBeEmpty();
        errors.ShouldAllBe(error => error.Path.Length > 0 && error.Allowed.Zh.Length > 0 && error.Allowed.En.Length > 0);
    }

    [Fact]
    public void Entities_document_types_depth_and_size_are_refused()
    {
        var sound = Encoding.UTF8.GetString(CapWriter.Write(Alert()));
        var start = sound.IndexOf("<alert", StringComparison.Ordinal);
        string[] hostile =
        [
            "<!DOCTYPE alert [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>" + sound[start..].Replace("gas", "&x;", StringComparison.Ordinal),
            "<!DOCTYPE alert [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>" + sound[start..],
            string.Concat(Enumerable.Repeat("<a>", 5000)),
            sound.Replace("gas", new string('x', CapReader.MaxBytes), StringComparison.Ordinal),
            "", "not xml", "<alert/>",
        ];

        foreach (var text in hostile)
        {
            CapReader.Read(Encoding.UTF8.GetBytes(text), out var errors).ShouldBeNull();
            errors.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void Any_damage_to_a_message_gives_a_message_or_errors_and_never_a_crash()
    {
        var sound = CapWriter.Write(Alert());
        Prop.ForAll(Gen.Choose(0, sound.Length - 1).SelectMany(at => Gen.Choose(0, 255).Select(value => (At: at, Value: (byte)value))).ToArbitrary(), damage =>
        {
            var bytes = sound.ToArray();
            bytes[damage.At] = damage.Value;
            (CapReader.Read(bytes, out var errors) is null).ShouldBe(errors.Count > 0);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_message_that_breaks_the_standard_cannot_be_written() =>
        Should.Throw<ArgumentException>(() => CapWriter.Write(Alert() with { Sender = "two words" })).Message.ShouldContain("sender");

    internal static CapAlert Alert() => new()
    {
        Identifier = "county.20260302-0001.7", Sender = "center@example.invalid", Sent = s_time, Status = CapStatus.Actual, MessageType = CapMessageType.Alert, Scope = CapScope.Public,
        Infos = [Info()],
    };

    private static CapInfo Info() => new()
    {
        Language = "zh-CN", Categories = [CapCategory.Safety], Event = "gas", Urgency = CapUrgency.Immediate, Severity = CapSeverity.Extreme, Certainty = CapCertainty.Observed,
        Areas = [new CapArea("某厂", [], [new CapCircle(new CapPoint(30, 118), 1)], [new CapValue("GB/T 2260", "370000")])],
    };

    private static Gen<CapAlert> Alerts()
    {
        var text = ArbMap.Default.GeneratorFor<NonEmptyString>().Select(value => "x" + value.Get);
        var optional = Gen.OneOf(Gen.Constant((string?)null), text.Select(value => (string?)value));
        var time = Gen.Choose(0, 2_000_000_000).Select(seconds => DateTimeOffset.FromUnixTimeSeconds(seconds));
        var point = Gen.Choose(-9000, 9000).SelectMany(latitude => Gen.Choose(-18000, 18000).Select(longitude => new CapPoint(latitude / 100.0, longitude / 100.0)));
        return from headline in optional
               from description in optional
               from value in text
               from sent in time
               from type in Gen.Elements(CapMessageType.Alert, CapMessageType.Update, CapMessageType.Cancel)
               from status in Gen.Elements(Enum.GetValues<CapStatus>())
               from severity in Gen.Elements(Enum.GetValues<CapSeverity>())
               from center in point
               from radius in Gen.Choose(0, 100)
               from corner in point
               from infos in Gen.Choose(1, 3)
               select Alert() with
               {
                   Sent = sent, Status = status, MessageType = type, References = type == CapMessageType.Alert ? [] : [new CapReference("a@b", "one", sent), new CapReference("a@b", "two", sent)],
                   Incidents = ["20260302-0001"],
                   Infos =
                   [
                       .. Enumerable.Repeat(
                           Info() with
                           {
                               Severity = severity, Headline = headline, Description = description, Parameters = [new CapValue("tier", value)], Effective = sent, Expires = sent.AddHours(1),
                               Responses = [CapResponse.Prepare, CapResponse.Monitor],
                               Areas = [new CapArea("area", [[center, corner, new CapPoint(0, 0), center]], [new CapCircle(center, radius)], [])],
                           },
                           infos),
                   ],
               };
    }
}
