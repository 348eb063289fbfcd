using System.Text.Json;
using Gateway.Pipeline.Log;

namespace Gateway.Edge.Commands.Log.Exporting;

/// <summary>One line of an export: a reading, or a record.</summary>
/// <param name="Point">Null for a record that is about no point.</param>
/// <param name="Reading">Null for a record.</param>
/// <param name="Body">The record as it is stored; null for a reading.</param>
internal readonly record struct ExportedLine(long Sequence, long Time, string Kind, string? Point, LoggedReading? Reading, JsonElement? Body);
