namespace Gateway.Core.Alarms;

/// <summary>What a person does to one alarm. Logged whole, so that a replay can do it again.</summary>
/// <param name="Event">Acknowledge, reset, shelve, unshelve, take out of service, return to service, suppress (maintenance) or end of that.</param>
/// <param name="AlarmId"><c>{point id}/{condition id}</c>.</param>
/// <param name="Actor">Who; never empty.</param>
/// <param name="Reason">Why; must not be empty for anything that silences.</param>
/// <param name="Approver">The second person, where the tier asks for one; not the actor.</param>
/// <param name="Until">End of what silences, UTC ticks; null where the act has no end of its own.</param>
public sealed record AlarmCommand(AlarmEvent Event, string AlarmId, string Actor, string Reason, string? Approver = null, long? Until = null);
