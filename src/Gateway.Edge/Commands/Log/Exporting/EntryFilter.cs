using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log.Offline;

namespace Gateway.Edge.Commands.Log.Exporting;

/// <summary>Which entries are wanted.</summary>
/// <param name="Points">Empty = all; with points, records that are about no point are left out.</param>
/// <param name="Kinds">Empty = all.</param>
internal sealed record EntryFilter(DateTimeOffset? From, DateTimeOffset? To, IReadOnlyList<string> Points, IReadOnlyList<LogEntryKind> Kinds)
{
    public bool Wants(in LogRow row) =>
        (From is null || row.Time >= From.Value.UtcTicks) && (To is null || row.Time < To.Value.UtcTicks) && (Kinds.Count == 0 || Kinds.Contains(row.Kind));

    /// <param name="point">Null for a record that is about no point.</param>
    public bool WantsPoint(string? point) => Points.Count == 0 || (point is not null && Points.Contains(point, StringComparer.Ordinal));
}
