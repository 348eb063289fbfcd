using Gateway.Core.Conditions.Expressions.Evaluation;
using Gateway.Core.Conditions.Expressions.Syntax;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions.Expressions;

/// <summary>Looks names up, checks types, and makes the parts that are judged. Figures are the business of <see cref="NumberBinder"/>.</summary>
internal sealed class Binder
{
    private readonly IPointNames _names;
    private readonly NumberBinder _numbers;
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private (string Name, Point Point)? _member;
    private bool _negated;

    public Binder(IPointNames names)
    {
        _names = names;
        _numbers = new NumberBinder(this);
    }

    public List<ExpressionError> Errors { get; } = [];

    public List<string> Inputs { get; } = [];

    public int Sinces { get; private set; }

    public int Lasts { get; private set; }

    public List<long> Rates { get; } = [];

    /// <summary>Null after an error.</summary>
    public BooleanNode? Boolean(SyntaxNode node) => node switch
    {
        BinarySyntax { IsLogic: true } logic => Logic(logic),
        BinarySyntax { IsComparison: true, Left: CallSyntax { Function: "count" } count } comparison => Count(comparison, count),
        BinarySyntax { IsComparison: true } comparison => _numbers.Comparison(comparison),
        NotSyntax not => Not(not),
        TimedSyntax timed => Timed(timed),
        CallSyntax { Function: "lost" or "good" } call => Asked(call),
        CallSyntax { Function: "any" or "all" } call => Group(call),
        _ => Fail<BooleanNode>(node, new("条件，例如 [x] = 1 或 [x] >= 25 %LEL", "a condition such as [x] = 1 or [x] >= 25 %LEL")),
    };

    /// <summary>The body once for each point of the role in it that has several points; once when there is no such role.</summary>
    public List<BooleanNode> Members(SyntaxNode body)
    {
        var names = Names(body).ToList();
        var roles = names.Where(n => _names.Find(n.Name).Count > 1).DistinctBy(n => n.Name, StringComparer.Ordinal).ToList();
        if (_member is not null || roles.Count > 1 || names.Count == 0)
        {
            Fail<BooleanNode>(body, new("只含一个多测点角色的条件，不可嵌套 count、any、all", "a condition on one role with several points, with no count, any or all within"));
            return [];
        }

        var name = (roles.Count == 1 ? roles[0] : names[0]).Name;
        var members = new List<BooleanNode>();
        foreach (var point in _names.Find(name))
        {
            _member = (name, point);
            if (Boolean(body) is { } member)
            {
                members.Add(member);
            }
        }

        _member = null;
        if (_names.Find(name).Count == 0)
        {
            Boolean(body);
        }

        return members;
    }

    /// <summary>Index of the one point meant here; -1 after an error.</summary>
    public int Input(SyntaxNode node, out Point? point)
    {
        point = null;
        if (node is not NameSyntax name)
        {
            Fail<BooleanNode>(node, new("[测点或角色]", "[point or role]"));
            return -1;
        }

        point = _member is { } member && member.Name == name.Name ? member.Point : Only(name);
        if (point is null)
        {
            return -1;
        }

        if (!_indexes.TryGetValue(point.Id, out var index))
        {
            _indexes.Add(point.Id, index = Inputs.Count);
            Inputs.Add(point.Id);
        }

        return index;
    }

    public int NewRate(long window)
    {
        Rates.Add(window);
        return Rates.Count - 1;
    }

    public T? Fail<T>(SyntaxNode node, LocalizedText allowed)
        where T : class
    {
        Errors.Add(new ExpressionError(node.Column, SyntaxPrinter.Print(node), allowed));
        return null;
    }

    public void CheckInputs(SyntaxNode whole)
    {
        if (Errors.Count == 0 && Inputs.Count is 0 or > ExpressionCompiler.MaxInputs)
        {
            Fail<BooleanNode>(whole, new($"1 至 {ExpressionCompiler.MaxInputs} 个测点", $"1 to {ExpressionCompiler.MaxInputs} points looked at"));
        }
    }

    private Point? Only(NameSyntax name)
    {
        var found = _names.Find(name.Name);
        if (found.Count == 1)
        {
            return found[0];
        }

        if (found.Count > 1)
        {
            return Fail<Point>(name, new(
                $"该角色有 {found.Count} 个测点：请用 count(…)、any(…) 或 all(…)", $"this role has {found.Count} points: use count(...), any(...) or all(...)"));
        }

        var known = string.Join(", ", _names.Known.Order(StringComparer.Ordinal).Take(20));
        return Fail<Point>(name, new($"已知的测点或角色：{known}", $"a known point or role: {known}"));
    }

    private LogicNode? Logic(BinarySyntax logic)
    {
        List<BooleanNode> operands = [];
        var complete = Flatten(logic, logic.Operator, operands);
        return complete ? new LogicNode(logic.Operator == "and", [.. operands]) : null;
    }

    // Both sides are always visited, so that every error is told.
    private bool Flatten(SyntaxNode node, string word, List<BooleanNode> into)
    {
        if (node is BinarySyntax binary && binary.Operator == word)
        {
            return Flatten(binary.Left, word, into) & Flatten(binary.Right, word, into);
        }

        if (Boolean(node) is not { } operand)
        {
            return false;
        }

        into.Add(operand);
        return true;
    }

    private NotNode? Not(NotSyntax not)
    {
        _negated = !_negated;
        var operand = Boolean(not.Operand);
        _negated = !_negated;
        return operand is null ? null : new NotNode(operand);
    }

    private BooleanNode? Timed(TimedSyntax timed)
    {
        var ticks = (long)(Unit.Of(timed.Time.Unit).Convert(timed.Time.Value, Unit.Of("s")) * TimeSpan.TicksPerSecond);
        if (Boolean(timed.Operand) is not { } operand)
        {
            return null;
        }

        return timed.Word == "for" ? new ForNode(operand, Sinces++, ticks, _negated) : new WithinNode(operand, Lasts++, ticks);
    }

    private BooleanNode? Asked(CallSyntax call) => (Input(call.Operand, out _), call.Function) switch
    {
        (< 0, _) => null,
        (var input, "lost") => new LostNode(input),
        (var input, _) => new GoodNode(input),
    };

    private LogicNode? Group(CallSyntax call)
    {
        var before = Errors.Count;
        var members = Members(call.Operand);
        return Errors.Count > before ? null : new LogicNode(call.Function == "all", [.. members]);
    }

    private CountNode? Count(BinarySyntax comparison, CallSyntax count)
    {
        var before = Errors.Count;
        var members = Members(count.Operand);
        if (comparison.Right is not NumberSyntax { Unit: "" } limit || limit.Value != decimal.Truncate(limit.Value))
        {
            return Fail<CountNode>(comparison.Right, new("整数，例如 count(…) >= 2", "a whole number, as in count(...) >= 2"));
        }

        return Errors.Count > before ? null : new CountNode([.. members], NumberBinder.How(comparison.Operator), (double)limit.Value);
    }

    private static IEnumerable<NameSyntax> Names(SyntaxNode node) => node switch
    {
        NameSyntax name => [name],
        BinarySyntax binary => Names(binary.Left).Concat(Names(binary.Right)),
        NotSyntax not => Names(not.Operand),
        NegativeSyntax negative => Names(negative.Operand),
        TimedSyntax timed => Names(timed.Operand),
        CallSyntax call => Names(call.Operand),
        _ => [],
    };
}
