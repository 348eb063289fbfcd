using Gateway.Hosting.Logging;
using Gateway.Hosting.Telemetry;
using Gateway.Storage.InfluxDb;

namespace Gateway.Center.Configuration;

/// <summary>The whole configuration of a warning center. Each module's section stands in its own folder.</summary>
public sealed record CenterOptions
{
    /// <summary>Form the file is written in; a file of an earlier form is read as it was meant. Default and present form 1.</summary>
    public int Format { get; init; } = 1;

    public required CountyOptions County { get; init; }

    public DatabaseOptions Database { get; init; } = new();

    public StorageOptions Storage { get; init; } = new();

    /// <summary>Null = history in the embedded store only.</summary>
    public InfluxOptions? Influx { get; init; }

    public WebOptions Web { get; init; } = new();

    public Ingest.LinkOptions Link { get; init; } = new();

    public Warnings.WarningOptions Warnings { get; init; } = new();

    public Live.LiveOptions Live { get; init; } = new();

    public Drills.DrillOptions Drills { get; init; } = new();

    public Calls.CallOptions Calls { get; init; } = new();

    public Clocks.ClockOptions Clocks { get; init; } = new();

    public Dangers.DangerOptions Dangers { get; init; } = new();

    public Prejudgement.PrejudgementOptions Prejudgement { get; init; } = new();

    public Access.AccessOptions Access { get; init; } = new();

    public Identity.IdentityOptions Identity { get; init; } = new();

    public Exchange.ExchangeOptions Exchange { get; init; } = new();

    public LoggingOptions Logging { get; init; } = new();

    /// <summary>Metrics and traces to a collector; without an endpoint none.</summary>
    public TelemetryOptions Telemetry { get; init; } = new();

    /// <summary>Folder of the seeds, relative to the configuration. Default <c>../seeds</c>.</summary>
    public string Seeds { get; init; } = "../seeds";
}
