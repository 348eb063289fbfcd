namespace Gateway.Storage.Sqlite.Log;

/// <summary>One event of the log in the hash chain over its events.</summary>
/// <param name="Before">Sequence of the event before; 0 for the first.</param>
/// <param name="Hash">64 lower case hex digits.</param>
public sealed record ChainLink(long Sequence, long Before, string Hash);
