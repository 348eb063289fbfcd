using Gateway.Rules.Quantities;

namespace Gateway.Rules.Tests.Quantities;

public sealed class QuantityTextTests
{
    [Theory]
    [InlineData("25 %LEL", 25, "%LEL", null)]
    [InlineData("100 % OEL", 100, "% OEL", "OEL")]
    [InlineData("80 % PC-STEL", 80, "% PC-STEL", "PC-STEL")]
    [InlineData("0.9 mm/d2", 0.9, "mm/d2", null)]
    [InlineData("-5 %FS", -5, "%FS", null)]
    [InlineData("1e3 Pa", 1000, "Pa", null)]
    [InlineData("5 e", 5, "e", null)]
    [InlineData("2", 2, "", null)]
    [InlineData(" 3mg/m3 ", 3, "mg/m3", null)]
    public void Reads_number_and_unit(string text, double value, string unit, string? relative)
    {
        QuantityText.TryParse(text, out var quantity).ShouldBeTrue();
        quantity.ShouldBe(new QuantityText(value, unit));
        quantity.RelativeTo.ShouldBe(relative);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("%LEL")]
    [InlineData("1.2.3 m")]
    [InlineData("NaN m")]
    [InlineData("1e999 m")]
    public void Refuses_what_has_no_number(string? text) => QuantityText.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("500 ms", 0.5)]
    [InlineData("30 s", 30)]
    [InlineData("15 min", 900)]
    [InlineData("8 h", 28_800)]
    [InlineData("5.3 d", 457_920)]
    public void Reads_durations(string text, double seconds)
    {
        DurationText.TryParse(text, out var duration).ShouldBeTrue();
        duration.TotalSeconds.ShouldBe(seconds, 1e-9);
    }

    [Theory]
    [InlineData("8")]
    [InlineData("8 weeks")]
    [InlineData("-1 s")]
    [InlineData("1000 d")]
    public void Refuses_what_is_no_duration(string text) => DurationText.TryParse(text, out _).ShouldBeFalse();
}
