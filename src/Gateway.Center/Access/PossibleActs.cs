using Gateway.Core.Measurements;

namespace Gateway.Center.Access;

/// <summary>An act the account has the right to, and why it is not possible as the thing stands.</summary>
internal sealed record NotNow(string Act, LocalizedText Why);

/// <summary>What an account can do with one thing: rights and state together, so that no page offers what would be refused.</summary>
/// <param name="May">Acts that would be taken now.</param>
/// <param name="NotNow">Acts of the account that would be refused now, with the reason.</param>
internal sealed record PossibleActs(IReadOnlyList<string> May, IReadOnlyList<NotNow> NotNow)
{
    /// <param name="acts">Name, whether the account has the right, and why not as the thing stands (null = possible). What there is no right to is in neither list.</param>
    public static PossibleActs Of(IEnumerable<(string Act, bool HasRight, LocalizedText? WhyNot)> acts)
    {
        var own = acts.Where(act => act.HasRight).ToList();
        return new(
            [.. own.Where(act => act.WhyNot is null).Select(act => act.Act)],
            [.. own.Where(act => act.WhyNot is not null).Select(act => new NotNow(act.Act, act.WhyNot!))]);
    }
}
