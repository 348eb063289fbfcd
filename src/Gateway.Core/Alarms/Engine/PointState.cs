using System.Runtime.InteropServices;
using Gateway.Core.Conditions;
using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms.Engine;

/// <summary>
/// What changes of one point. Its alarms are the cells [First, First + Count): first those of its own readings, grave first, then those over
/// several points, grave first.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct PointState
{
    public int First;
    public int Count;

    /// <summary>Alarms judged on the point's own readings.</summary>
    public int Own;

    /// <summary>Event time of the last judged reading; <see cref="long.MinValue"/> when there was none.</summary>
    public long LastTime;

    /// <summary>
    /// Receive time less source time of the last judged reading: how far event time lags behind our clock. Below zero only after our own
    /// clock was set back, until the next reading.
    /// </summary>
    public long Offset;

    /// <summary>No deadline of own readings lies before this event time. A lower bound: values after <see cref="Ahead"/> only move deadlines away.</summary>
    public long Due;

    /// <summary>
    /// The newest event time that silence is counted from. A value from before it (the source's clock had run ahead and was set back, or
    /// watching began later than the value was measured) brings a deadline nearer.
    /// </summary>
    public long Ahead;

    /// <summary>The same of what runs by our clock: conditions over several points, ends of silencing, re-alarms.</summary>
    public long ClockDue;

    /// <summary>Our clock at the last judged reading.</summary>
    public long LastReceived;

    public long LastWarning;
    public Sample Last;
    public WarningTier Tier;
    public WarningTier ValueTier;
    public WarningTier QualityTier;

    /// <summary>Nothing usable arrives now, by the last verdict of a stale or offline condition; whether its alarm still stands does not matter.</summary>
    public bool Silent;

    /// <summary>The offline alarm stands, silenced or not.</summary>
    public bool Lost;

    /// <summary>Our own clock was set back since the last reading.</summary>
    public bool ClockStepped;

    /// <summary>A NaN said to be good is no value at all.</summary>
    public bool NeedsNumber;

    public readonly int OwnEnd => First + Own;

    public readonly int End => First + Count;

    /// <summary>False before the first reading.</summary>
    public readonly bool Seen => LastTime != long.MinValue;
}
