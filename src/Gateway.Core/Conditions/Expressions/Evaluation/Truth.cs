namespace Gateway.Core.Conditions.Expressions.Evaluation;

/// <summary>
/// Kleene's strong three-valued logic with the two certain values split by how far the inputs can be trusted. And is the least, or the greatest,
/// not the mirror image; so an unknown input matters only where it could change the outcome.
/// </summary>
internal enum Truth : byte
{
    False = 0,

    /// <summary>False by an uncertain value: clears nothing.</summary>
    DoubtfulFalse = 1,
    Unknown = 2,

    /// <summary>True by an uncertain value: raises all the same.</summary>
    DoubtfulTrue = 3,
    True = 4,
}

internal static class TruthExtensions
{
    public static Truth Not(this Truth truth) => Truth.True - (byte)truth;

    public static bool IsTrue(this Truth truth) => truth >= Truth.DoubtfulTrue;

    public static Truth Of(bool value, bool doubtful) => (value, doubtful) switch
    {
        (true, false) => Truth.True,
        (true, true) => Truth.DoubtfulTrue,
        (false, true) => Truth.DoubtfulFalse,
        _ => Truth.False,
    };

    /// <summary>The counterpart for conditions: what one of them says, as a truth.</summary>
    public static Truth ToTruth(this ConditionVerdict verdict) => verdict switch
    {
        ConditionVerdict.Abnormal => Truth.True,
        ConditionVerdict.Normal => Truth.False,
        _ => Truth.Unknown,
    };
}
