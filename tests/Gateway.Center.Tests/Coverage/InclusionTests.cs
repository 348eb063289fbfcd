using System.Text.Json;
using Gateway.Center.Coverage.Inclusion;
using Gateway.Center.Tests.Support;

namespace Gateway.Center.Tests.Coverage;

public sealed class InclusionTests
{
    private static readonly InclusionSeeds s_seeds = new(TestSeeds.Folder);

    [Theory]
    [InlineData("slope-design-100", """{"mineKind":"nonCoalOpenPit","productionState":"producing","designSlopeHeight":100}""", Demand.Must, "")]
    [InlineData("slope-design-100", """{"mineKind":"nonCoalOpenPit","productionState":"producing","designSlopeHeight":99.9}""", Demand.NeedNot, "")]
    [InlineData("slope-design-100", """{"mineKind":"nonCoalOpenPit","productionState":"closed"}""", Demand.NeedNot, "designSlopeHeight")]
    [InlineData("slope-design-100", """{"mineKind":"nonCoalOpenPit","designSlopeHeight":120}""", Demand.Unknown, "productionState")]
    [InlineData("dust-metal-10", """{"dustKind":"metal","dustWorkers":10}""", Demand.Must, "")]
    [InlineData("dust-metal-10", """{"dustKind":"metal","dustWorkers":9}""", Demand.NeedNot, "")]
    [InlineData("dust-metal-10", """{"dustKind":"wood"}""", Demand.NeedNot, "dustWorkers")]
    [InlineData("dust-metal-10", """{"dustKind":"metal","dustWorkers":"many"}""", Demand.Unknown, "dustWorkers")]
    [InlineData("dust-metal-10", "{}", Demand.Unknown, "dustKind,dustWorkers")]
    [InlineData("major-hazard-source", """{"majorSourceLevel":4}""", Demand.Must, "")]
    [InlineData("major-hazard-source", """{"majorSourceLevel":0}""", Demand.NeedNot, "")]
    [InlineData("major-hazard-source", """{"majorSourceLevel":null}""", Demand.Unknown, "majorSourceLevel")]
    public void What_nobody_entered_is_unknown_and_what_one_test_denies_is_settled(string rule, string attributes, object wanted, string missing)
    {
        using var document = JsonDocument.Parse(attributes);

        s_seeds.Rules.Single(known => known.Id == rule).Judge(document.RootElement, out var found).ShouldBe((Demand)wanted);

        string.Join(',', found).ShouldBe(missing);
    }

    [Fact]
    public void The_days_of_the_documents_stand_at_their_rules()
    {
        var due = s_seeds.Rules.Where(rule => rule.Due is not null).ToDictionary(rule => rule.Id, rule => rule.Due!.Value);

        due["slope-design-100"].ShouldBe(new DateOnly(2024, 6, 30));
        due["dust-metal-10"].ShouldBe(new DateOnly(2024, 12, 31));
        due["major-hazard-source"].ShouldBe(new DateOnly(2025, 12, 31));
        due["fuel-storage"].ShouldBe(new DateOnly(2024, 12, 31));
    }

    [Fact]
    public void Every_comparison_of_the_rules_is_one_that_is_understood() =>
        s_seeds.Rules.SelectMany(rule => rule.When).Select(test => test.Is).Distinct().ShouldBeSubsetOf(["=", "in", ">=", ">", "<=", "<"]);
}
