using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Conventions.Tests.Support;

namespace Gateway.Conventions.Tests.Seeds;

/// <summary>Substances, tiers, organisation, inclusion and major hazard data against the figures of the domain rules, which this table repeats.</summary>
public sealed class ReferenceFiguresTests
{
    private static readonly SeedFiles s_seeds = new(Repository.OfThisTest());

    /// <summary>Domain rules 1.2: level 1 is MAC or else PC-TWA, level 2 twice that; ppm to the precision printed there.</summary>
    [Theory]
    [InlineData("CO", 20, 17.5, 35)]
    [InlineData("H2S", 10, 7.2, 14.3)]
    [InlineData("NH3", 20, 28.7, 57.4)]
    [InlineData("Cl2", 1, 0.34, 0.69)]
    [InlineData("SO2", 5, 1.9, 3.8)]
    [InlineData("NO2", 5, 2.7, 5.3)]
    [InlineData("benzene", 6, 1.9, 3.8)]
    [InlineData("HCN", 1, 0.90, 1.8)]
    [InlineData("HCl", 7.5, 5.0, 10.1)]
    [InlineData("COCl2", 0.5, 0.12, 0.25)]
    [InlineData("CO2", 9000, 5000, 10000)]
    [InlineData("O3", 0.3, 0.15, 0.31)]
    [InlineData("methanol", 25, 19, 38)]
    [InlineData("toluene", 50, 13, 27)]
    [InlineData("xylene", 50, 11.5, 23)]
    [InlineData("vinyl-chloride", 10, 3.9, 7.8)]
    [InlineData("acrylonitrile", 1, 0.46, 0.92)]
    [InlineData("phenol", 10, 2.6, 5.2)]
    [InlineData("H2O2", 1.5, 1.1, 2.2)]
    public void Substance_has_the_levels_of_the_table(string id, double level1, double ppm1, double ppm2)
    {
        var substance = s_seeds.File("substances.json").List("substances").Single(item => item.Word("id") == id);
        var limit = (substance["mac"] ?? substance["pcTwa"])!.GetValue<double>();
        limit.ShouldBe(level1);
        var perMilligram = s_seeds.File("substances.json")["molarVolume"]!["25C"]!.GetValue<double>() / substance["molarMass"]!.GetValue<double>();
        Printed(limit * perMilligram, ppm1).ShouldBeTrue();
        Printed(2 * limit * perMilligram, ppm2).ShouldBeTrue();
    }

    /// <summary>Section 9.1: red at 10 % IDLH "if above level 2", so the rule names exactly the substances where it is.</summary>
    [Fact]
    public void Tenth_of_idlh_is_red_where_it_lies_above_level_two()
    {
        var above = s_seeds.File("substances.json").List("substances")
            .Where(item => item["idlh"] is { } idlh && 0.1 * idlh.GetValue<double>() > 2 * (item["mac"] ?? item["pcTwa"])!.GetValue<double>())
            .Select(item => item.Word("id"));
        var rule = s_seeds.Rules.Single(at => at.Rule.Word("id") == "toxic-tenth-of-idlh").Rule;
        rule["appliesTo"]!.AsObject().Words("substance").ShouldBe(above, ignoreOrder: true);
    }

    /// <summary>A site overrides a level by rule and tier, so a tier stands once in a rule.</summary>
    [Fact]
    public void A_tier_stands_once_in_a_rule() =>
        s_seeds.Levels.GroupBy(at => at.Name).Where(same => same.Count() > 1).Select(same => same.Key).ShouldBeEmpty();

    [Fact]
    public void Rows_nobody_trusts_are_not_usable()
    {
        var ids = s_seeds.File("substances.json").List("substances").Select(item => item.Word("id")).ToList();
        ids.ShouldNotContain("HCHO");
        ids.ShouldNotContain("HF");
        s_seeds.File("substances.json").List("notUsable").Count().ShouldBe(3);
    }

    [Theory]
    [InlineData("CH4", 5.0, 4.4)]
    [InlineData("C3H8", 2.1, 1.7)]
    [InlineData("H2", 4.0, 4.0)]
    [InlineData("C2H2", 2.5, 2.3)]
    [InlineData("C2H4", 2.7, 2.3)]
    [InlineData("CO", 12.5, 10.9)]
    [InlineData("NH3", 15, 15)]
    [InlineData("toluene", 1.2, 1.0)]
    [InlineData("gasoline", 1.4, 1.4)]
    public void Both_explosive_limits_are_kept(string id, double design, double iec)
    {
        var substance = s_seeds.File("substances.json").List("substances").Single(item => item.Word("id") == id);
        substance["lel"]!.GetValue<double>().ShouldBe(design);
        substance["lelValues"]!["designTables"]!.GetValue<double>().ShouldBe(design);
        substance["lelValues"]!["iec60079-20-1"]!.GetValue<double>().ShouldBe(iec);
    }

    /// <summary>Domain rules 5: acknowledge, cause, cleared.</summary>
    [Theory]
    [InlineData("red", 1, "5 min", "30 min", "2 h")]
    [InlineData("orange", 2, "10 min", "60 min", "4 h")]
    [InlineData("yellow", 3, "15 min", "120 min", "8 h")]
    [InlineData("blue", 4, "30 min", "240 min", "24 h")]
    public void Tier_has_its_timers(string id, int level, string acknowledge, string cause, string cleared)
    {
        var tier = s_seeds.File("tiers.json").List("tiers").Single(item => item.Word("id") == id);
        tier["level"]!.GetValue<int>().ShouldBe(level);
        var timers = tier["timers"]!.AsObject();
        (timers.Word("acknowledge"), timers.Word("causeEntered"), timers.Word("cleared")).ShouldBe((acknowledge, cause, cleared));
    }

    [Fact]
    public void Calls_rise_step_by_step_to_roles_there_are()
    {
        var roles = s_seeds.File("organisation.json").List("roles").Select(role => role.Word("id")).ToHashSet(StringComparer.Ordinal);
        foreach (var chain in s_seeds.File("tiers.json").List("callAndResponse"))
        {
            var times = chain.List("steps").Select(step => PackRules.Seconds(step.Word("after"))).ToList();
            times.ShouldBe(times.Order());
            chain.List("steps").ShouldAllBe(step => roles.Contains(step.Word("whom")));
        }

        s_seeds.File("tiers.json").List("callAndResponse").Single(chain => chain.Word("tier") == "red").List("steps")
            .Select(step => step.Word("after")).ShouldBe(["0 min", "1 min", "5 min", "10 min", "15 min"]);
        s_seeds.File("tiers.json")["accidentReport"]!.AsObject().List("steps").Select(step => step.Word("within")).ShouldBe(["20 min", "1 h", "2 h"]);
    }

    [Fact]
    public void Organisation_is_one_chain_and_its_roles_have_a_level()
    {
        var levels = s_seeds.File("organisation.json").List("levels").ToList();
        levels.Select(level => level.Word("parent")).ShouldBe(["", .. levels.SkipLast(1).Select(level => level.Word("id"))]);
        var ids = levels.Select(level => level.Word("id")).ToHashSet(StringComparer.Ordinal);
        s_seeds.File("organisation.json").List("roles").ShouldAllBe(role => ids.Contains(role.Word("level")));
        s_seeds.File("organisation.json").List("parallelLines").ShouldAllBe(line => ids.Contains(line.Word("beside")));
        var departments = s_seeds.File("organisation.json").List("departments").Select(department => department.Word("id")).ToHashSet(StringComparer.Ordinal);
        s_seeds.File("organisation.json").List("bySubject").SelectMany(subject => subject.Words("also")).ShouldAllBe(name => departments.Contains(name));
    }

    [Theory]
    [InlineData("slope-design-100", "designSlopeHeight", 100)]
    [InlineData("slope-current-150", "currentSlopeHeight", 150)]
    [InlineData("slope-danger-200", "currentSlopeHeight", 200)]
    [InlineData("dust-metal-10", "dustWorkers", 10)]
    [InlineData("dust-national-30", "dustWorkers", 30)]
    [InlineData("ammonia-10", "ammoniaWorkers", 10)]
    public void Inclusion_begins_at_the_figure_itself(string id, string field, int least)
    {
        var rule = s_seeds.File("inclusion.json").List("rules").Single(item => item.Word("id") == id);
        var test = rule.List("when").Single(item => item.Word("field") == field);
        (test.Word("is"), test["value"]!.GetValue<int>()).ShouldBe((">=", least));
        rule.Word("document").ShouldNotBeEmpty();
    }

    [Fact]
    public void Inclusion_rules_use_declared_fields_and_conflicts_name_rules_there_are()
    {
        var inclusion = s_seeds.File("inclusion.json");
        var fields = inclusion.List("fields").Select(field => field.Word("id")).ToHashSet(StringComparer.Ordinal);
        var rules = inclusion.List("rules").Select(rule => rule.Word("id")).ToHashSet(StringComparer.Ordinal);
        inclusion.List("rules").SelectMany(rule => rule.List("when")).ShouldAllBe(test => fields.Contains(test.Word("field")));
        inclusion.List("conflicts").SelectMany(conflict => conflict.Words("rules")).ShouldAllBe(rule => rules.Contains(rule));
        inclusion.List("conflicts").Count().ShouldBeGreaterThanOrEqualTo(2);
    }

    /// <summary>Domain rules 5: 60 people near a source with 20 t of chlorine (critical amount 5 t) and 40 t of ammonia (10 t): R = 1.5 x (4 x 4 + 2 x 4) = 36, level 3.</summary>
    [Fact]
    public void Major_hazard_level_follows_from_the_data()
    {
        var data = s_seeds.File("major-hazard.json");
        var alpha = data.List("alpha").First(step => step["peopleWithin500mAtLeast"]!.GetValue<int>() <= 60)["value"]!.GetValue<double>();
        double Beta(string id) => data["beta"]!.AsObject().List("substances").Single(item => item.Word("id") == id)["value"]!.GetValue<double>();
        var r = alpha * ((Beta("Cl2") * 20 / 5) + (Beta("NH3") * 40 / 10));
        r.ShouldBe(36, 1e-12);
        data.List("levels").First(level => level["rAtLeast"]!.GetValue<double>() <= r)["level"]!.GetValue<int>().ShouldBe(3);
        data.List("levels").Select(level => level["rAtLeast"]!.GetValue<int>()).ShouldBe([100, 50, 10, 0]);
        data.List("alpha").Select(step => step["value"]!.GetValue<double>()).ShouldBe([2.0, 1.5, 1.2, 1.0, 0.5]);
    }

    [Fact]
    public void Every_quantity_named_by_the_founding_documents_is_there()
    {
        var ids = s_seeds.File("quantities.json").List("quantities").Select(kind => kind.Word("id")).ToHashSet(StringComparer.Ordinal);
        ((string[])["lel", "toxic", "oxygen", "temperature", "flow", "pressure", "residual-current", "displacement", "active-power", "position", "warning-level", "level", "rain"])
            .ShouldAllBe(id => ids.Contains(id));
    }

    // Equal at the precision printed, for example 0.34 or 17.5; half a unit of the last place, both ends included.
    private static bool Printed(double value, double table)
    {
        var digits = table.ToString(CultureInfo.InvariantCulture);
        var places = table >= 1000 ? -1 : digits.Contains('.') ? digits.Length - digits.IndexOf('.') - 1 : 0;
        return Math.Abs(value - table) <= (0.5 * Math.Pow(10, -places)) + 1e-9;
    }
}
