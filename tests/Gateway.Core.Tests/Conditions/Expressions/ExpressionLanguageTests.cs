using FsCheck;
using FsCheck.Fluent;
using Gateway.Core.Conditions.Expressions;
using Gateway.Core.Measurements;
using Gateway.Core.Tests.Conditions.Joint;
using static Gateway.Core.Tests.Conditions.Joint.JointRig;

namespace Gateway.Core.Tests.Conditions.Expressions;

public sealed class ExpressionLanguageTests
{
    private static readonly TestNames s_names = new(
        Point("fan"), Point("production"), Point("dp", "Pa"), Point("temperature", "°C"), Point("level", "%"), Point("inflow", "m3/h"),
        Point("co", "ppm"), Point("gas-1", "%LEL") with { Role = "lel" }, Point("gas-2", "%LEL") with { Role = "lel" });

    private static IReadOnlyList<ExpressionError> Errors(string text)
    {
        ExpressionCompiler.Compile(text, s_names, out var errors);
        return errors;
    }

    [Theory]
    [InlineData("[production]=1 and [fan]=0", "[production] = 1 and [fan] = 0")]
    [InlineData("（[production] = 1 AND [fan] = 0）for 30s", "([production] = 1 and [fan] = 0) for 30 s")]
    [InlineData("[fan] = 0 for 30 s and [production] = 1", "([fan] = 0) for 30 s and [production] = 1")]
    [InlineData("[dp] ≥ 1.5 kPa or ([dp] < 200 Pa and not ([fan] = 0))", "[dp] >= 1.5 kPa or [dp] < 200 Pa and not [fan] = 0")]
    [InlineData("([dp]-100 Pa)*2/([dp]) > 1", "([dp] - 100 Pa) * 2 / [dp] > 1")]
    [InlineData("count([lel] >= 50 %LEL) >= 2 within 60 s", "count(([lel] >= 50 %LEL) within 60 s) >= 2")]
    [InlineData("(count([lel] >= 50 %LEL) >= 2) within 60 s", "(count([lel] >= 50 %LEL) >= 2) within 60 s")]
    [InlineData("rate([temperature], 5 min) >= 5 °C/min", "rate([temperature], 5 min) >= 5 °C/min")]
    [InlineData("tier( [gas-1] )>=orange", "tier([gas-1]) >= orange")]
    [InlineData("any(lost([lel])) or all(good([lel]))", "any(lost([lel])) or all(good([lel]))")]
    [InlineData("not not [fan] = 1", "not not [fan] = 1")]
    [InlineData("- [level] + 0 % < -5 %", "-[level] + 0 % < -5 %")]
    [InlineData("([fan] = 0 for 30 s) within 5 min", "(([fan] = 0) for 30 s) within 5 min")]
    public void Has_one_canonical_form_that_reads_back_as_itself(string text, string canonical)
    {
        Errors(text).ShouldBeEmpty();
        ExpressionCompiler.Canonical(text, out _).ShouldBe(canonical);
        ExpressionCompiler.Canonical(canonical, out _).ShouldBe(canonical);
    }

    [Theory]
    [InlineData("", 1, "")]
    [InlineData("[fan] = ", 9, "")]
    [InlineData("[fan = 1", 1, "[fan = 1")]
    [InlineData("[] = 1", 1, "[] = 1")]
    [InlineData("[fan] == 1", 8, "=")]
    [InlineData("[fan] = 1 && [dp] > 0", 11, "&& [dp] > 0")]
    [InlineData("[fan] = 1.2.3", 9, "1.2.3")]
    [InlineData("[fan] = 1 = 1", 11, "=")]
    [InlineData("([fan] = 1", 11, "")]
    [InlineData("[fan] = 1)", 10, ")")]
    [InlineData("([fan] = 1) for 30", 17, "30")]
    [InlineData("([fan] = 1) for 0 s", 17, "0 s")]
    [InlineData("([fan] = 1) for 31 d", 17, "31 d")]
    [InlineData("([fan] = 1) for 30 Pa", 17, "30 Pa")]
    [InlineData("[production] = 1 and [fan] = 0 for 30 s", 32, "for")]
    [InlineData("not [fan] = 0 for 30 s", 15, "for")]
    [InlineData("rate([temperature]) > 0", 19, ")")]
    [InlineData("sqrt([dp]) > 0", 1, "sqrt")]
    public void Says_where_the_form_is_wrong_and_what_was_found(string text, int column, string found)
    {
        var error = Errors(text).ShouldHaveSingleItem();
        error.Column.ShouldBe(column);
        error.Found.ShouldBe(found);
        error.Allowed.Zh.ShouldNotBeNullOrEmpty();
        error.Allowed.En.ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("[co] >= 25 %LEL", 9, "25 %LEL", "a figure in ppm")]
    [InlineData("[co] >= 25 mg/m3", 9, "25 mg/m3", "a figure in ppm")]
    [InlineData("[dp] >= 200", 9, "200", "a figure in Pa")]
    [InlineData("[temperature] > 0", 17, "0", "a figure in °C")]
    [InlineData("[fan] = 1 Pa", 9, "1 Pa", "a number without unit")]
    [InlineData("[dp] > [level]", 8, "[level]", "a figure in Pa")]
    [InlineData("[dp] + [level] > 0 Pa", 8, "[level]", "a figure in Pa")]
    [InlineData("[dp] * [level] > 0", 8, "[level]", "a number without unit")]
    [InlineData("rate([dp], 5 min) > 1 Pa", 21, "1 Pa", "a figure in Pa/s")]
    [InlineData("[fan]", 1, "[fan]", "a condition")]
    [InlineData("[fan] and [production] = 1", 1, "[fan]", "a condition")]
    [InlineData("([fan] = 1) + 1 > 0", 2, "[fan] = 1", "a figure")]
    [InlineData("[nobody] = 1", 1, "[nobody]", "fan")]
    [InlineData("[lel] >= 50 %LEL", 1, "[lel]", "count(...)")]
    [InlineData("count([lel] >= 50 %LEL) >= 1.5", 28, "1.5", "a whole number")]
    [InlineData("count(any([lel] >= 50 %LEL)) >= 1", 11, "[lel] >= 50 %LEL", "no count")]
    [InlineData("2 > count([lel] >= 50 %LEL)", 5, "count([lel] >= 50 %LEL)", "left of a comparison")]
    [InlineData("tier([gas-1]) >= 3", 18, "3", "none, blue")]
    [InlineData("tier([gas-1]) + 1 > 3", 1, "tier([gas-1]) + 1", "never reckoned")]
    [InlineData("lost(5) ", 6, "5", "[point or role]")]
    [InlineData("1 = 1", 1, "1 = 1", "points looked at")]
    public void Refuses_wrong_names_units_and_types_and_says_what_would_be_right(string text, int column, string found, string allowed)
    {
        var error = Errors(text).ShouldHaveSingleItem();
        (error.Column, error.Found).ShouldBe((column, found));
        error.Allowed.En.ShouldContain(allowed);
        error.At("rules[0].when").ShouldSatisfyAllConditions(
            e => e.Path.ShouldBe("rules[0].when"), e => e.AllowedEn.ShouldStartWith($"column {column}: "), e => e.AllowedZh.ShouldStartWith($"第 {column} 列"));
    }

    [Fact]
    public void Tells_every_wrong_name_unit_and_type_at_once() =>
        Errors("[nobody] = 1 and [dp] >= 5 m or not [fan]").Select(e => e.Column).ShouldBe([1, 26, 37]);

    [Theory]
    [InlineData("[dp] >= 0.3 MPa", 300_000)]
    [InlineData("[dp] >= 1.5 kPa", 1500)]
    [InlineData("[inflow] >= 0.1 m3/s", 360)]
    [InlineData("[inflow] >= 1 L/s", 3.6)]
    [InlineData("[dp] >= 500 Pa * 2 + 0.5 kPa", 1500)]
    public void Converts_units_exactly_so_that_a_value_at_the_limit_trips(string text, double limit)
    {
        var id = text.StartsWith("[dp]", StringComparison.Ordinal) ? "dp" : "inflow";
        s_names.Rig(text).Read(0, id, limit).Verdicts.ShouldBe("0 Abnormal");
        s_names.Rig(text).Read(0, id, Math.BitDecrement(limit)).Verdicts.ShouldBe("0 Normal");
    }

    [Fact]
    public void Is_limited_in_length_and_depth()
    {
        Errors(new string(' ', 1000) + "1").ShouldHaveSingleItem().Allowed.En.ShouldContain("1000");
        Errors(new string('(', 40) + "[fan] = 1" + new string(')', 40)).ShouldHaveSingleItem().Allowed.En.ShouldContain("32");
        Errors(new string('-', 400) + "1 > [fan]").ShouldHaveSingleItem().Allowed.En.ShouldContain("32");
        Errors(string.Concat(Enumerable.Repeat("[fan]=1 or ", 90)) + "[fan]=0").ShouldBeEmpty();
    }

    [Fact]
    public void Is_equal_by_value_whatever_the_spelling()
    {
        var rule = s_names.Rule("([production]=1 and [fan]=0) for 30 s");
        s_names.Rule("( [production] = 1 AND [fan] = 0 )  for 30s").ShouldBe(rule);
        s_names.Rule("([production]=1 and [fan]=0) for 31 s").ShouldNotBe(rule);
        s_names.Rule("([production]=1 and [fan]=0) for 30 s", absent: AbsentInput.True).ShouldNotBe(rule);
    }

    private static readonly string[] s_pieces =
    [
        "[fan]", "[dp]", "[lel]", "[nobody]", "(", ")", " and ", " or ", "not ", " for 30 s", " within 1 min", ">=", "=", "!=", "+", "-", "*", "/",
        "1", "0.5", "200 Pa", "50 %LEL", "99999999999999999999", "9 t/um", "rate(", "tier(", "lost(", "good(", "count(", "any(", "all(", ", 5 min)", "red", ",",
        "[", "]", "≥", "°C/min", "km/ms/ms/ms", "é", "风机",
    ];

    [Fact]
    public void Random_text_gives_a_rule_or_errors_and_never_anything_else()
    {
        var pieces = Gen.Elements(s_pieces).ListOf().Select(string.Concat);
        var wild = ArbMap.Default.GeneratorFor<string>().Select(s => s ?? "");
        Prop.ForAll(Gen.OneOf(pieces, wild).ToArbitrary(), text =>
        {
            var compiled = ExpressionCompiler.Compile(text, s_names, out var errors);
            (compiled is null).ShouldBe(errors.Count > 0);
            ExpressionCompiler.CompileEach(text, s_names, out _);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Fact]
    public void The_printed_form_of_any_rule_reads_back_as_itself() =>
        Prop.ForAll(Rules().ToArbitrary(), text =>
        {
            var printed = ExpressionCompiler.Canonical(text, out var error);
            error.ShouldBeNull(text);
            ExpressionCompiler.Canonical(printed!, out _).ShouldBe(printed);
            ExpressionCompiler.Compile(text, s_names, out var errors);
            errors.ShouldBeEmpty(text);
            ExpressionCompiler.Compile(printed!, s_names, out _).ShouldBe(ExpressionCompiler.Compile(text, s_names, out _));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static Gen<string> Rules() => Gen.Sized(size => Condition(Math.Min(4, size / 10))).Select(rule => $"[fan] = 1 or ({rule})");

    private static Gen<string> Condition(int depth)
    {
        var leaf = Gen.OneOf(
            from left in Figure(depth) from sign in Gen.Elements(">=", ">", "<=", "<", "=", "!=") from right in Figure(depth) select $"{left}{sign}{right}",
            Gen.Elements("lost([fan])", "good([dp])", "tier([gas-1]) >= orange", "count([lel]>=50 %LEL)>=2 within 60 s", "any([lel] > 1 %LEL)"));
        return depth == 0 ? leaf : Gen.OneOf(
            leaf,
            Condition(depth - 1).Select(c => $"not {c}"),
            Condition(depth - 1).Select(c => $"({c}) for 5 min"),
            Condition(depth - 1).Select(c => $"(({c})) within 30 s"),
            from left in Condition(depth - 1) from word in Gen.Elements("and", "or") from right in Condition(depth - 1) select $"{left} {word} {right}",
            from left in Condition(depth - 1) from word in Gen.Elements("and", "or") from right in Condition(depth - 1) select $"({left}) {word} ({right})");
    }

    private static Gen<string> Figure(int depth)
    {
        var leaf = Gen.Elements("[dp]", "200 Pa", "1.50 kPa", "-3 Pa");
        return depth == 0 ? leaf : Gen.OneOf(
            leaf,
            Figure(depth - 1).Select(f => $"-({f})"),
            Figure(depth - 1).Select(f => $"({f}) * 2"),
            from left in Figure(depth - 1) from sign in Gen.Elements("+", "-") from right in Figure(depth - 1) select $"{left} {sign} ({right})");
    }
}
