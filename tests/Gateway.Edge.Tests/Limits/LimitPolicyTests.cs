using Gateway.Core.Alarms.Silencing;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Edge.Composition;
using Gateway.Edge.Limits;
using Gateway.Testing.Peers;
using Gateway.Testing.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Edge.Tests.Limits;

public sealed class LimitPolicyTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false, true, 18.5, LimitResult.LawOnlyTightened)]
    [InlineData(false, true, 19.5, LimitResult.Done)]
    [InlineData(false, false, 18.5, LimitResult.Done)]
    [InlineData(true, true, 30, LimitResult.LawOnlyTightened)]
    [InlineData(true, true, 19, LimitResult.Done)]
    [InlineData(true, true, 10, LimitResult.Done)]
    public void A_law_limit_is_tightened_never_loosened(bool high, bool law, double value, LimitResult expected)
    {
        var basis = new RuleBasis("r", "1", "GB 1", "chief") { IsLaw = law };
        Condition rule = high
            ? new HighLimit { Id = "c", Tier = WarningTier.Yellow, Basis = basis, Limit = 19 }
            : new LowLimit { Id = "c", Tier = WarningTier.Yellow, Basis = basis, Limit = 19 };
        Check(rule, value, "dust").ShouldBe(expected);
        LimitPolicy.Holds(Change(value), PointOf("dust"), rule, new ShelvePolicy()).ShouldBe(expected == LimitResult.Done);
    }

    [Theory]
    [InlineData("gas", WarningTier.Orange, 60, LimitResult.GraveOnlyTightened)]
    [InlineData("slope", WarningTier.Red, 60, LimitResult.GraveOnlyTightened)]
    [InlineData("gas", WarningTier.Yellow, 60, LimitResult.Done)]
    [InlineData("power", WarningTier.Red, 60, LimitResult.Done)]
    [InlineData("gas", WarningTier.Red, 40, LimitResult.Done)]
    public void What_cannot_be_shelved_cannot_be_made_deaf_by_its_limit(string family, WarningTier tier, double value, LimitResult expected) =>
        Check(new HighLimit { Id = "c", Tier = tier, Basis = new RuleBasis("r", "1", "", null), Limit = 50 }, value, family).ShouldBe(expected);

    [Fact]
    public void A_changed_rule_says_so_and_a_looser_one_no_longer_names_the_clause()
    {
        var rule = new HighLimit { Id = "c", Tier = WarningTier.Yellow, Basis = new RuleBasis("r", "1", "GB 1", null), Limit = 50 };
        var looser = (HighLimit)ChangedRule.With(rule, Change(60));
        var tighter = (HighLimit)ChangedRule.With(rule, Change(40));
        (looser.Limit, looser.Basis.Clause).ShouldBe((60, ""));
        (tighter.Limit, tighter.Basis.Clause).ShouldBe((40, "GB 1"));
        looser.Basis.Remark!.En.ShouldContain("duty");
        looser.Basis.Version.ShouldBe("1+limit");
    }

    [Fact]
    public void A_damaged_file_is_put_aside_and_the_rules_own_limits_hold()
    {
        using var folder = new TemporaryFolder();
        var file = new LimitFile(folder.Path);
        file.Save([Change(60)]);
        new LimitFile(folder.Path).Load(out var none).ShouldHaveSingleItem().ShouldBe(Change(60));
        none.ShouldBeNull();

        File.WriteAllText(folder.File("limits.json"), "[{\"alarmId\":");
        file.Load(out var trouble).ShouldBeEmpty();
        trouble.ShouldNotBeNull();
        File.Exists(folder.File("limits.json.damaged")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_change_that_cannot_be_stored_is_not_made()
    {
        var applied = 0;
        var rule = new HighLimit { Id = "c", Tier = WarningTier.Yellow, Basis = new RuleBasis("r", "1", "", null), Limit = 50 };
        var events = new SystemEvents(new MemoryDurableLog(), NullLogger<SystemEvents>.Instance);
        using var keeper = new LimitKeeper(
            "/proc/none", _ => PointOf("dust"), _ => [rule], () => new ShelvePolicy(), _ => { applied++; return Task.CompletedTask; }, events, TimeProvider.System);
        var request = new LimitRequest("p/c", 60, TimeProvider.System.GetUtcNow().AddHours(1), "duty", "chief", "r");

        (await keeper.SetAsync(request, CancellationToken.None)).ShouldBe(LimitResult.NotStored);
        (await keeper.SetAsync(request with { AlarmId = "p/other" }, CancellationToken.None)).ShouldBe(LimitResult.Unknown);

        keeper.Changes.ShouldBeEmpty();
        applied.ShouldBe(0);
        keeper.Over("p", [rule]).ShouldHaveSingleItem().ShouldBe(rule);
    }

    private static LimitResult Check(Condition rule, double value, string family) =>
        LimitPolicy.Check(new LimitRequest("p/c", value, s_now.AddHours(1), "duty", "chief", "r"), PointOf(family), rule, new ShelvePolicy(), s_now);

    private static Point PointOf(string family) => new() { Index = 0, Id = "p", Name = new("点", "point"), Family = family };

    private static LimitChange Change(double value) => new("p/c", value, 50, s_now, s_now.AddHours(1), "duty", "chief", "r");
}
