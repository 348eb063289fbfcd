using Gateway.Core.Alarms;

namespace Gateway.Storage.Sqlite.Log.Offline;

/// <summary>One row of the alarm journal.</summary>
/// <param name="Changed">Event time of its newest transition, UTC ticks.</param>
/// <param name="IsReadable">False when its newest transition cannot be read.</param>
public readonly record struct AlarmRow(string Id, AlarmState State, long Changed, bool IsReadable);
