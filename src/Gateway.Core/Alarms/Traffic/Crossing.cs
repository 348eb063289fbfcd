namespace Gateway.Core.Alarms.Traffic;

/// <summary>One raise of an alarm and the return after it, as the process did it: without the delays of the rule.</summary>
/// <param name="AbnormalSince">Event time, UTC ticks.</param>
/// <param name="NormalSince">Event time, UTC ticks; 0 while it has not returned.</param>
/// <param name="Limit">NaN when the rule has none.</param>
/// <param name="ReturnValue">What was read when it returned; NaN when unknown.</param>
internal readonly record struct Crossing(long AbnormalSince, long NormalSince, double Limit, double ReturnValue);
