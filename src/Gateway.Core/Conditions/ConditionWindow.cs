using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>
/// What a condition keeps of the past: rings and sums of fixed size, made by <see cref="Condition.Begin"/>. Owned by one alarm, so no lock.
/// It can be written out and read back, because state survives a restart; what is read back must judge as if nothing had happened.
/// </summary>
public abstract class ConditionWindow
{
    public abstract void Save(StateWriter writer);

    /// <summary>Into a fresh window of the same condition.</summary>
    /// <exception cref="InvalidDataException">Written by another form of the window, or damaged.</exception>
    public abstract void Load(ref StateReader reader);

    /// <summary>Moves every remembered event time by this many ticks: the source's clock was set.</summary>
    public abstract void ShiftClock(long by);

    /// <summary>
    /// Nothing was watched between these two event times (UTC ticks): what needs to be unbroken must not count them. By default nothing has
    /// to be done, because the window sees the hole between its samples.
    /// </summary>
    public virtual void Skip(long from, long until)
    {
    }
}
