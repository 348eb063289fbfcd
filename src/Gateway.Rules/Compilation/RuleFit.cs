using Gateway.Core.Measurements;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Compilation;

/// <summary>Which points a rule and a use of a pack are for.</summary>
internal static class RuleFit
{
    public static bool Fits(this RuleSubject subject, Point point) =>
        Has(subject.Quantity, point.Quantity) && Has(subject.Role, RoleOf(point)) && Has(subject.Family, point.Family)
        && Has(subject.Substance, point.Substance);

    public static bool Selects(this PackUse use, Point point) => Has(use.Points, point.Id) && Has(use.Zones, point.Zone);

    public static string RoleOf(Point point) => point.Role.Length > 0 ? point.Role : point.Quantity;

    /// <summary>What a rule is for, for a list of rules that found nothing.</summary>
    public static string Wanted(RuleSubject subject) => string.Join("; ", new[]
    {
        Words("quantity", subject.Quantity), Words("role", subject.Role), Words("family", subject.Family), Words("substance", subject.Substance),
        subject.Scope is RuleScope.Zone or RuleScope.Device ? $"in a {subject.Scope.ToString().ToLowerInvariant()}" : null,
    }.OfType<string>());

    private static string? Words(string name, IReadOnlyList<string>? wanted) => wanted is null or [] ? null : $"{name} {string.Join(" | ", wanted)}";

    private static bool Has(IReadOnlyList<string>? wanted, string value) =>
        wanted is null or [] || wanted.Contains(value, StringComparer.OrdinalIgnoreCase);
}
