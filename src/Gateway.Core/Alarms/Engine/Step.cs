using Gateway.Core.Alarms.Silencing;

namespace Gateway.Core.Alarms.Engine;

/// <summary>One event in the life of an alarm, with who and why.</summary>
/// <param name="Veil">The veil it puts on or takes off.</param>
/// <param name="Until">Our clock, UTC ticks.</param>
internal readonly record struct Step(
    AlarmEvent Event, Veils Veil = Veils.None, string? Actor = null, string? Approver = null, string? Note = null, long? Until = null);
