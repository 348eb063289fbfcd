using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms;

/// <summary>Where the transitions and warnings of one call go, and the clock readings they are stamped with.</summary>
/// <param name="Received">UTC ticks of receipt, or of the timer.</param>
/// <param name="Now">UTC ticks of the decision.</param>
internal readonly record struct TransitionSink(List<AlarmTransition> Transitions, List<WarningEvent> Warnings, long Received, long Now);
