using Gateway.Core.Conditions;

namespace Gateway.Rules.Tests.Packs.Proofs;

/// <summary>How a condition is shown to work: a course of the signals that falls just short, and one that reaches it.</summary>
/// <param name="Short">Must not raise.</param>
/// <param name="Full">Must raise.</param>
internal sealed record Proof(Action<PackRig> Short, Action<PackRig> Full)
{
    /// <summary>Where only another figure of the condition can be short of it (a date).</summary>
    public Condition? ShortCondition { get; init; }

    /// <summary>One course driven less and more.</summary>
    public static Proof Of(Action<PackRig, bool> course) => new(rig => course(rig, false), rig => course(rig, true));
}
