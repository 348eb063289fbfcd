using System.Diagnostics.Metrics;

namespace Gateway.Center.Composition.Metrics;

/// <summary>
/// The meter <c>Gateway.Center</c> of one center, and what is measured while it happens. The meter bears its owner as scope, so that two centers in one process
/// (tests) do not count each other's. Thread-safe.
/// </summary>
public sealed class CenterMeter : IDisposable
{
    private readonly Histogram<double> _writes;
    private readonly Histogram<double> _turns;
    private readonly Histogram<double> _ingest;
    private readonly Histogram<double> _board;
    private readonly Counter<long> _facts;

    public CenterMeter()
    {
        Meter = new Meter("Gateway.Center", version: null, tags: null, scope: this);
        _writes = Meter.CreateHistogram<double>("center_db_write_seconds", "s", "Time of a change in the database, from its begin to its commit");
        _turns = Meter.CreateHistogram<double>("center_db_turn_seconds", "s", "Time a change waited for its turn");
        _ingest = Meter.CreateHistogram<double>("center_ingest_seconds", "s", "Time from the socket to the commit of what gateways send");
        _board = Meter.CreateHistogram<double>("center_board_lag_seconds", "s", "Time from a gateway's decision to the board, of live warnings, by both clocks");
        _facts = Meter.CreateCounter<long>("center_facts_total", description: "Entries of the ledger since the start");
    }

    internal Meter Meter { get; }

    internal void Wrote(TimeSpan waited, TimeSpan took)
    {
        _turns.Record(waited.TotalSeconds);
        _writes.Record(took.TotalSeconds);
    }

    internal void Took(TimeSpan ingest) => _ingest.Record(ingest.TotalSeconds);

    /// <summary>Clocks that differ by less than the lag must not make it negative.</summary>
    internal void OnBoard(TimeSpan lag) => _board.Record(Math.Max(0, lag.TotalSeconds));

    internal void Recorded(string kind) => _facts.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public void Dispose() => Meter.Dispose();
}
