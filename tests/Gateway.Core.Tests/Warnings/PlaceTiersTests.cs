using FsCheck;
using FsCheck.Fluent;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Core.Tests.Warnings;

public sealed class PlaceTiersTests
{
    private static StandingAlarm Alarm(
        string point, WarningTier tier, ConditionKind kind = ConditionKind.HighLimit, string zone = "pit", string device = "", string quantity = "displacement",
        bool mayExceed = false) =>
        new($"{point}/{kind}-{tier}", new Point
        {
            Index = 0, Id = point, Name = new(point, point), Zone = zone, Device = device, Quantity = quantity,
        }, kind, tier, mayExceed);

    private static PlaceTier Site(params StandingAlarm[] alarms) => PlaceTiers.Of(alarms).Single(t => t.Kind == PlaceKind.Site);

    private static PlaceTier Zone(string id, params StandingAlarm[] alarms) => PlaceTiers.Of(alarms).Single(t => t.Kind == PlaceKind.Zone && t.Id == id);

    [Fact]
    public void No_alarm_no_tier() => PlaceTiers.Of([]).ShouldBeEmpty();

    [Fact]
    public void Every_place_has_its_highest_alarm_and_names_it()
    {
        var tiers = PlaceTiers.Of(
        [
            Alarm("a", WarningTier.Yellow, zone: "east", device: "box-1"), Alarm("b", WarningTier.Orange, zone: "east", device: "box-2"),
            Alarm("c", WarningTier.Blue, zone: "west", device: "box-2"),
        ]);
        tiers.Select(t => $"{t.Kind} {t.Id} {t.Tier} {string.Join("+", t.Causes)}").ShouldBe(
        [
            "Site  Orange b/HighLimit-Orange", "Zone east Orange b/HighLimit-Orange", "Device box-2 Orange b/HighLimit-Orange", "Point b Orange b/HighLimit-Orange",
            "Device box-1 Yellow a/HighLimit-Yellow", "Point a Yellow a/HighLimit-Yellow", "Zone west Blue c/HighLimit-Blue", "Point c Blue c/HighLimit-Blue",
        ]);
        tiers[0].Why.ShouldBe(new LocalizedText("最高的现存报警为橙色", "the highest standing alarm is orange"));
    }

    [Theory]
    [InlineData(ConditionKind.Offline, WarningTier.Red, false, WarningTier.Yellow)]
    [InlineData(ConditionKind.SensorFault, WarningTier.Orange, false, WarningTier.Yellow)]
    [InlineData(ConditionKind.MassOffline, WarningTier.Orange, false, WarningTier.Yellow)]
    [InlineData(ConditionKind.Stale, WarningTier.Blue, false, WarningTier.Blue)]
    [InlineData(ConditionKind.LostDuringRise, WarningTier.Orange, true, WarningTier.Orange)]
    [InlineData(ConditionKind.DetectorAlarm, WarningTier.Red, false, WarningTier.Red)]
    [InlineData(ConditionKind.Voting, WarningTier.Red, false, WarningTier.Red)]
    public void Quality_alone_is_never_above_yellow_unless_the_pack_allows_it(ConditionKind kind, WarningTier tier, bool mayExceed, WarningTier counted)
    {
        var site = Site(Alarm("a", tier, kind, mayExceed: mayExceed));
        site.Tier.ShouldBe(counted);
        site.Why.En.Contains("quality alone", StringComparison.Ordinal).ShouldBe(counted < tier);
    }

    [Fact]
    public void Four_blue_points_of_one_quantity_in_a_zone_make_it_yellow_and_are_named()
    {
        StandingAlarm[] four = [.. "abcd".Select(c => Alarm(c.ToString(), WarningTier.Blue))];
        Zone("pit", four[..3]).Tier.ShouldBe(WarningTier.Blue);
        var zone = Zone("pit", four);
        (zone.Tier, zone.Highest, zone.IsPromoted).ShouldBe((WarningTier.Yellow, WarningTier.Blue, true));
        zone.Causes.ShouldBe(["a/HighLimit-Blue", "b/HighLimit-Blue", "c/HighLimit-Blue", "d/HighLimit-Blue"]);
        zone.Why.Zh.ShouldStartWith("同类测点蓝 4、黄 0、橙 0，按数量升为黄色");
        zone.Why.En.ShouldStartWith("4 blue, 0 yellow, 0 orange points of one kind count as yellow");
        PlaceTiers.Of(four).Where(t => t.Kind == PlaceKind.Point).ShouldAllBe(t => t.Tier == WarningTier.Blue);
    }

    [Fact]
    public void Different_quantities_are_not_added_up() =>
        Site([.. "abcd".Select((c, i) => Alarm(c.ToString(), WarningTier.Blue, quantity: i < 2 ? "displacement" : "crack"))]).Tier.ShouldBe(WarningTier.Blue);

    [Fact]
    public void Many_alarms_of_one_point_are_one_point() =>
        Site([.. new[] { ConditionKind.HighLimit, ConditionKind.RateOfChange, ConditionKind.WindowLimit, ConditionKind.SlopeMotion }
            .Select(kind => Alarm("a", WarningTier.Blue, kind))]).Tier.ShouldBe(WarningTier.Blue);

    [Fact]
    public void Quality_alarms_are_not_added_up() =>
        Site([.. "abcd".Select(c => Alarm(c.ToString(), WarningTier.Blue, ConditionKind.Stale))]).Tier.ShouldBe(WarningTier.Blue);

    [Fact]
    public void Zones_are_counted_apart_and_the_site_over_all()
    {
        StandingAlarm[] alarms = [.. "abcd".Select((c, i) => Alarm(c.ToString(), WarningTier.Blue, zone: i < 2 ? "east" : "west"))];
        Zone("east", alarms).Tier.ShouldBe(WarningTier.Blue);
        Site(alarms).Tier.ShouldBe(WarningTier.Yellow);
        PlaceTiers.Of(alarms, new PlacePolicy(null, null, null)).ShouldAllBe(t => t.Tier == WarningTier.Blue);
    }

    [Fact]
    public void What_a_rule_promoted_is_not_promoted_again() =>
        Site([.. "abc".Select(c => Alarm(c.ToString(), WarningTier.Yellow, ConditionKind.Promotion))]).Tier.ShouldBe(WarningTier.Yellow);

    [Fact]
    public void Neither_order_nor_a_lower_alarm_beside_changes_a_tier_and_a_higher_one_never_lowers_it()
    {
        var alarm =
            from point in Gen.Elements("a", "b", "c", "d", "e")
            from tier in Gen.Elements(WarningTier.Blue, WarningTier.Yellow, WarningTier.Orange, WarningTier.Red)
            from kind in Gen.Elements(ConditionKind.HighLimit, ConditionKind.RateOfChange, ConditionKind.Stale)
            select Alarm(point, tier, kind);
        Prop.ForAll(alarm.NonEmptyListOf().ToArbitrary(), alarms =>
        {
            var all = alarms.ToList();
            var site = Site([.. all]);
            var reversed = Site([.. Enumerable.Reverse(all)]);
            (reversed.Tier, reversed.Highest).ShouldBe((site.Tier, site.Highest));
            ((int)site.Tier).ShouldBeGreaterThanOrEqualTo((int)all.Max(a => a.Counted));
            for (var i = 0; i < all.Count; i++)
            {
                var raised = all.ToList();
                raised[i] = all[i] with { Tier = (WarningTier)Math.Min(4, (int)all[i].Tier + 1) };
                ((int)Site([.. raised]).Tier).ShouldBeGreaterThanOrEqualTo((int)site.Tier);
            }
        }).QuickCheckThrowOnFailure();
    }
}
