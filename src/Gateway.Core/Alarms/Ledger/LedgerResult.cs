namespace Gateway.Core.Alarms.Ledger;

/// <summary>What really happened by event time, and what of it people were not told at the time.</summary>
/// <param name="EventTime">Transitions of an engine that gets every sample in the order of its source time.</param>
/// <param name="Missed"><see cref="AlarmEvent.WouldHaveAlarmed"/> and <see cref="AlarmEvent.WouldHaveReturned"/>, in event order; never a live warning.</param>
public sealed record LedgerResult(IReadOnlyList<AlarmTransition> EventTime, IReadOnlyList<AlarmTransition> Missed);
