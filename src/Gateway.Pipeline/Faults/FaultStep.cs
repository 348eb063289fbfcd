using Gateway.Core.Alarms;
using Gateway.Core.Warnings;

namespace Gateway.Pipeline.Faults;

/// <summary>One step of a gateway alarm.</summary>
/// <param name="Warning">What people are told; null when the tier stays as it is.</param>
internal sealed record FaultStep(AlarmTransition Transition, WarningEvent? Warning);
