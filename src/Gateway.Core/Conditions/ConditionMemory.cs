namespace Gateway.Core.Conditions;

/// <summary>
/// What a condition remembers of one point between samples. Plain slots, so that every condition has the same form and a
/// site's state is one array; each condition says in its own file what it keeps where. Conditions that look back keep
/// a <see cref="ConditionWindow"/>, made once when watching begins, so that judging allocates nothing.
/// </summary>
public struct ConditionMemory
{
    /// <summary>Event time, UTC ticks.</summary>
    public long Time;
    public double First;
    public double Second;
    public int Count;
    /// <summary>The output of the comparator: true from the sample that tripped until one that cleared.</summary>
    public bool Tripped;
    /// <summary>Null for conditions that do not look back.</summary>
    public ConditionWindow? Window;
}
