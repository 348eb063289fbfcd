using Gateway.Core.Measurements;

namespace Gateway.Storage.Sqlite.History;

/// <summary>One value of a text point.</summary>
/// <param name="Time">Source time, UTC ticks.</param>
public readonly record struct HistoryText(long Time, string Text, Quality Quality);
