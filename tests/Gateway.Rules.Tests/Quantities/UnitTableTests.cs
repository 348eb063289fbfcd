using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Quantities;

namespace Gateway.Rules.Tests.Quantities;

public sealed class UnitTableTests
{
    private static readonly ReferenceData Reference = Seeds.Reference;

    // ppm as printed in domain-rules 1.2 for level 1 (computed with 24.45 L/mol).
    [Theory]
    [InlineData("CO", 20, 17.5, 0.05)]
    [InlineData("H2S", 10, 7.2, 0.05)]
    [InlineData("NH3", 20, 28.7, 0.05)]
    [InlineData("Cl2", 1, 0.34, 0.005)]
    [InlineData("benzene", 6, 1.9, 0.05)]
    [InlineData("CO2", 9000, 5000, 0.5)]
    public void Converts_mass_to_volume_by_the_molar_mass(string substance, double milligrams, double ppm, double precision)
    {
        Reference.Units.Convert(milligrams, "mg/m3", "ppm", Reference.Substance(substance)).ShouldNotBeNull().ShouldBe(ppm, precision);
        Reference.Units.Convert(milligrams, "mg/m3", "ppm", null).ShouldBeNull();
    }

    [Fact]
    public void Converts_volume_to_a_share_of_the_explosion_limit()
    {
        var monoxide = Reference.Substance("co").ShouldNotBeNull();

        Reference.Units.Convert(12.5, "%vol", "%LEL", monoxide).ShouldNotBeNull().ShouldBe(100, 1e-9);
        Reference.Units.Convert(10, "%LEL", "ppm", monoxide).ShouldNotBeNull().ShouldBe(12_500, 1e-6);
    }

    [Theory]
    [InlineData(0.3, "MPa", "kPa", 300)]
    [InlineData(293.15, "K", "°C", 20)]
    [InlineData(5, "mm/h", "mm/d", 120)]
    [InlineData(1440, "mm/d", "mm/min", 1)]
    [InlineData(6, "cm/h", "mm/min", 1)]
    public void Converts_within_a_dimension(double value, string from, string to, double expected) =>
        Reference.Units.Convert(value, from, to).ShouldNotBeNull().ShouldBe(expected, 1e-9);

    [Theory]
    [InlineData("mm", "%LEL")]
    [InlineData("mg/m3", "mm/d")]
    [InlineData("mm/d", "mm")]
    [InlineData("nonsense", "mm")]
    public void Refuses_units_of_different_things(string from, string to) => Reference.Units.Convert(1, from, to, Reference.Substance("CO")).ShouldBeNull();

    [Fact]
    public void A_difference_leaves_out_the_shift_of_the_scale()
    {
        Reference.Units.ConvertDifference(2, "K", "°C").ShouldNotBeNull().ShouldBe(2, 1e-9);
        Reference.Units.Convert(2, "K", "°C").ShouldNotBeNull().ShouldBe(-271.15, 1e-9);
    }

    [Fact]
    public void Another_molar_volume_is_used_when_set() =>
        new UnitTable([new("mg/m3", "mass", 1e-6), new("ppm", "volume", 1)], 24.04).Convert(20, "mg/m3", "ppm", Reference.Substance("CO"))
            .ShouldNotBeNull().ShouldBe(17.165, 0.001);

    [Fact]
    public void There_and_back_is_the_same() =>
        Prop.ForAll(
            Arb.From(Gen.Elements(Reference.Units.Known.ToArray())), Arb.From(Gen.Elements(Reference.Units.Known.ToArray())), Arb.From(Gen.Choose(-1000, 1000)),
            (from, to, value) => Reference.Units.Convert(value, from, to) is not { } there
                || Math.Abs(Reference.Units.Convert(there, to, from)!.Value - value) <= 1e-6 * Math.Max(1, Math.Abs(value)))
            .QuickCheckThrowOnFailure();
}
