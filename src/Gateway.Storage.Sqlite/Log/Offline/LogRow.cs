using Gateway.Pipeline.Ports;

namespace Gateway.Storage.Sqlite.Log.Offline;

/// <summary>One row of the log as it stands in the file.</summary>
/// <param name="Time">When it was committed, UTC ticks.</param>
/// <param name="IsSound">False when the payload does not fit its checksum.</param>
public readonly record struct LogRow(long Sequence, long Time, LogEntryKind Kind, bool IsSound, ReadOnlyMemory<byte> Payload);
