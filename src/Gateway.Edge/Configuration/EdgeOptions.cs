using System.Text.Json.Serialization;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Drivers.Modbus.Options;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Edge.Configuration.Points;
using Gateway.Edge.Configuration.Rules;
using Gateway.Edge.Configuration.Templates;
using Gateway.Edge.Uplink.Options;
using Gateway.Hosting.Logging;
using Gateway.Hosting.Telemetry;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;
using Gateway.Rules.Quantities;
using Gateway.Storage.InfluxDb;
using Gateway.Storage.Sqlite;

namespace Gateway.Edge.Configuration;

/// <summary>The whole of <c>edge.json</c>, as the user wrote it, with points from templates and CSV put in.</summary>
public sealed record EdgeOptions
{
    /// <summary>Form the file is written in; a file of an earlier form is read as it was meant. Default and present form 1.</summary>
    public int Format { get; init; } = 1;

    public required SiteOptions Site { get; init; }

    public ModbusSection Modbus { get; init; } = new();

    public MqttSection Mqtt { get; init; } = new();

    /// <summary>Devices whose points come from a template.</summary>
    public IReadOnlyList<DeviceOptions> Devices { get; init; } = [];

    public IReadOnlyList<PointConfig> Points { get; init; } = [];

    /// <summary>More points in a CSV file, relative to this file; null = none.</summary>
    public string? PointsFile { get; init; }

    /// <summary>Folder of device templates, relative to this file. Default <c>templates</c>.</summary>
    public string Templates { get; init; } = "templates";

    /// <summary>Judgement of points that say nothing else; each point's own is merged over it.</summary>
    public PointJudgementOptions Judgement { get; init; } = new();

    /// <summary>Parts of the site that points belong to.</summary>
    public IReadOnlyList<ZoneOptions> Zones { get; init; } = [];

    /// <summary>Folder with <c>quantities.json</c> and <c>substances.json</c>, relative to this file; read when there are rule packs. Default <c>../seeds</c>.</summary>
    public string Seeds { get; init; } = "../seeds";

    /// <summary>Molar volume for ppm and mg/m3, 20 to 30 L/mol: 24.45 at 25 C (default), 24.04 at 20 C.</summary>
    public double MolarVolume { get; init; } = UnitTable.MolarVolumeAt25;

    /// <summary>Rule packs in use; a point's own written judgement comes before them.</summary>
    public IReadOnlyList<PackUse> RulePacks { get; init; } = [];

    /// <summary>Rules of the site's own over several points.</summary>
    public IReadOnlyList<SiteRuleOptions> Rules { get; init; } = [];

    public ShelvingOptions Shelving { get; init; } = new();

    public ShiftOptions Shifts { get; init; } = new();

    /// <summary>What judgements, packs and rules came to; put in by the loader.</summary>
    [JsonIgnore]
    public CompiledRules Compiled { get; init; } = CompiledRules.None;

    public SqliteStorageOptions Storage { get; init; } = new();

    /// <summary>Null = no InfluxDB.</summary>
    public InfluxOptions? Influx { get; init; }

    public NotificationsSection Notifications { get; init; } = new();

    /// <summary>The link to the county's warning center; null = none.</summary>
    public UplinkOptions? Uplink { get; init; }

    public ApiOptions Api { get; init; } = new();

    public LoggingOptions Logging { get; init; } = new();

    /// <summary>Metrics and traces to a collector; without an endpoint none.</summary>
    public TelemetryOptions Telemetry { get; init; } = new();

    public ReloadOptions Reload { get; init; } = new();
}

public sealed record SiteOptions
{
    /// <summary>Unique in the county. Letters, digits, <c>. _ -</c>; 1 to 64 characters.</summary>
    public required string Id { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary>Kinds of site it is, ids of templates in <c>scenarios</c> of the seeds: what is missing is told by <c>gateway check</c>.</summary>
    public IReadOnlyList<string> Scenarios { get; init; } = [];

    /// <summary>Administrative region, free text.</summary>
    public string Region { get; init; } = "";
}

public sealed record ModbusSection
{
    public IReadOnlyList<ModbusLineOptions> Lines { get; init; } = [];
}

public sealed record MqttSection
{
    public IReadOnlyList<MqttConnectionOptions> Connections { get; init; } = [];
}

public sealed record ReloadOptions
{
    /// <summary>Watch the configuration files and apply changes. Default true.</summary>
    public bool Watch { get; init; } = true;

    /// <summary>How often to look, 200 to 3,600,000 ms. Default 2,000. Looking works on every file system, events do not.</summary>
    public int PollMs { get; init; } = 2_000;
}
