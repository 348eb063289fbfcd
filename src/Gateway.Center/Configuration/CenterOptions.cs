using Gateway.Storage.InfluxDb;

namespace Gateway.Center.Configuration;

/// <summary>The whole configuration of a warning center. Each module's section stands in its own folder.</summary>
public sealed record CenterOptions
{
    public required CountyOptions County { get; init; }

    public DatabaseOptions Database { get; init; } = new();

    public StorageOptions Storage { get; init; } = new();

    /// <summary>Null = history in the embedded store only.</summary>
    public InfluxOptions? Influx { get; init; }

    public WebOptions Web { get; init; } = new();

    public Ingest.LinkOptions Link { get; init; } = new();

    public Calls.CallOptions Calls { get; init; } = new();

    public Clocks.ClockOptions Clocks { get; init; } = new();

    public Dangers.DangerOptions Dangers { get; init; } = new();

    public Prejudgement.PrejudgementOptions Prejudgement { get; init; } = new();

    public Access.AccessOptions Access { get; init; } = new();

    public Exchange.ExchangeOptions Exchange { get; init; } = new();

    /// <summary>Folder of the seeds, relative to the configuration.</summary>
    public string Seeds { get; init; } = "../seeds";
}

public sealed record CountyOptions
{
    /// <summary>In the topics of the link and at the root of the organisation. Letters, digits, <c>. _ -</c>; 1 to 64 characters.</summary>
    public required string Id { get; init; }

    public required Gateway.Core.Measurements.LocalizedText Name { get; init; }

    /// <summary>GB/T 2260 code, six digits.</summary>
    public string RegionCode { get; init; } = "000000";

    /// <summary>IANA time zone of days, shifts and printed times. Default Asia/Shanghai.</summary>
    public string TimeZone { get; init; } = "Asia/Shanghai";
}

public enum DatabaseKind
{
    Sqlite = 0,
    Postgres = 1,
}

public sealed record DatabaseOptions
{
    public DatabaseKind Kind { get; init; }

    /// <summary>Connection string; for SQLite empty = <c>center.db</c> in the data folder.</summary>
    public string Connection { get; init; } = "";

    /// <summary>File whose first line is the connection string, instead of <see cref="Connection"/>: keeps the password out of the configuration.</summary>
    public string? ConnectionFile { get; init; }
}

public sealed record StorageOptions
{
    /// <summary>Data folder, relative to the configuration. Default <c>data</c>.</summary>
    public string Folder { get; init; } = "data";
}

public sealed record WebOptions
{
    /// <summary>IP address to listen on. Default loopback.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>0 to 65535; 0 takes a free port. Default 8090.</summary>
    public int Port { get; init; } = 8090;

    /// <summary>PFX file for HTTPS; null = plain HTTP, which is refused on any address but loopback unless <see cref="BehindProxy"/>.</summary>
    public string? Certificate { get; init; }

    public string? CertificatePasswordFile { get; init; }

    /// <summary>True when a reverse proxy on this machine speaks HTTPS for us.</summary>
    public bool BehindProxy { get; init; }
}
