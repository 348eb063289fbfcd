using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms.Engine;

/// <summary>Where the transitions and warnings of one call go, and the clock readings they are stamped with.</summary>
/// <param name="Received">Our clock as the evaluator has it: the receipt of the data, or the moment a deadline ran out. UTC ticks.</param>
/// <param name="Now">UTC ticks of the decision; stamps only.</param>
internal readonly record struct TransitionSink(List<AlarmTransition> Transitions, List<WarningEvent> Warnings, long Received, long Now);
