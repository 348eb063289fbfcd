using System.Text;
using Gateway.Core.Conditions.Expressions;
using Gateway.Core.Measurements;
using Gateway.Fuzz.Engine;
using Gateway.Testing.Storage;

namespace Gateway.Fuzz.Targets.Rules;

/// <summary>Text of a rule: an error that says where, or a rule whose printed form reads back as itself.</summary>
internal sealed class ExpressionTarget : FuzzTarget, IPointNames
{
    private readonly NumberedPoints _points = new(4);

    public override string Name => "rule-expression";

    public override int MaxLength => 1500;

    public override IReadOnlyList<string> Tokens { get; } =
        ["[p0]", "[lel]", "and ", "or ", "not ", "for 30 s", "within 5 min", "rate([p0], 5 min)", "count(", "any(", "all(", "tier(", "lost(", "good(", ">=", "<=", "!=", "%LEL", "mm", "red", "none", "30 d", "1e"];

    public IEnumerable<string> Known => ["p0", "p1", "p2", "p3", "lel"];

    public override IEnumerable<byte[]> Seeds() =>
    [
        "[p0] >= 25 %LEL for 30 s"u8.ToArray(), "count([lel] > 10) >= 2 within 60 s"u8.ToArray(), "([p0] > 5 or not lost([p1])) and tier([p2]) >= yellow"u8.ToArray(), "rate([p0], 5 min) > -(3 + 2) * 4"u8.ToArray(),
    ];

    public IReadOnlyList<Point> Find(string name) => name == "lel" ? _points.All : _points.Find(name) is { } point ? [point] : [];

    public override string Execute(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        var form = ExpressionCompiler.Canonical(text, out var error);
        Oracle.Demand(form is null == error is not null, "a rule or an error, never both");
        var compiled = ExpressionCompiler.Compile(text, this, out var errors);
        var each = ExpressionCompiler.CompileEach(text, this, out var eachErrors);
        Oracle.Demand(compiled is null == errors.Count > 0 && each is null == eachErrors.Count > 0, "what does not compile has errors");
        Oracle.Demand(errors.Concat(eachErrors).All(found => found.Column >= 1 && found.Allowed.Zh.Length > 0 && found.Allowed.En.Length > 0), "an error says where and what is allowed, in both languages");
        if (form is null)
        {
            return Oracle.Shape(error!.Allowed.En);
        }

        Oracle.Demand(form.Length > 1000 || ExpressionCompiler.Canonical(form, out _) == form, "the printed form reads back as itself");
        return compiled is null ? Oracle.Shape(errors[0].Allowed.En) : $"rule {compiled.Inputs.Count} {form.Length / 32}";
    }
}
