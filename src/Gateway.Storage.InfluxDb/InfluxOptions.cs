namespace Gateway.Storage.InfluxDb;

/// <summary>Which write endpoint the server has.</summary>
public enum InfluxVersion
{
    /// <summary><c>/write?db=</c>: InfluxDB 1.x.</summary>
    V1 = 0,

    /// <summary><c>/api/v2/write?org=&amp;bucket=</c>: InfluxDB 2.x and servers compatible with it.</summary>
    V2 = 1,
}

/// <summary>How history is read back.</summary>
public enum InfluxReadBack
{
    /// <summary>InfluxQL through <c>/query</c>: InfluxDB 1.x, and 2.x by its 1.x compatible endpoint.</summary>
    InfluxQl = 0,

    /// <summary><c>/api/v1/export</c> of VictoriaMetrics, which has no <c>/query</c>.</summary>
    VictoriaMetrics = 1,
}

/// <summary>Section <c>influx</c> of the configuration, as the user wrote it.</summary>
public sealed record InfluxOptions
{
    /// <summary>Default v1.</summary>
    public InfluxVersion Version { get; init; } = InfluxVersion.V1;

    /// <summary>Base address, for example <c>http://127.0.0.1:8086</c>. Required.</summary>
    public string Url { get; init; } = "";

    /// <summary>Database (v1). For v2 the name under which <c>/query</c> knows the bucket; default the bucket.</summary>
    public string? Database { get; init; }

    /// <summary>Retention policy (v1); null for the database's default.</summary>
    public string? RetentionPolicy { get; init; }

    /// <summary>Organisation (v2).</summary>
    public string? Org { get; init; }

    /// <summary>Bucket (v2).</summary>
    public string? Bucket { get; init; }

    /// <summary>File that holds the token. At most one of file and environment variable.</summary>
    public string? TokenFile { get; init; }

    /// <summary>Name of the environment variable that holds the token.</summary>
    public string? TokenEnv { get; init; }

    /// <summary>User of HTTP basic authentication (v1).</summary>
    public string? Username { get; init; }

    /// <summary>Name of the environment variable that holds the password of <see cref="Username"/>.</summary>
    public string? PasswordEnv { get; init; }

    /// <summary>File that holds the password of <see cref="Username"/>.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>Authorities (PEM) that vouch for the server, instead of the system's. Read at each new connection.</summary>
    public string? CaFile { get; init; }

    /// <summary>SHA-256 of the server's own certificate, hex: exactly that one is good. Null = by authority.</summary>
    public string? Pin { get; init; }

    /// <summary>Compress bodies. Default true: a tenth of the bytes, at no loss of rate that could be measured.</summary>
    public bool Gzip { get; init; } = true;

    /// <summary>Most lines in one request, 1 to 100,000. Default 5,000.</summary>
    public int BatchLines { get; init; } = 5_000;

    /// <summary>Longest a line waits for its batch to fill, milliseconds, 10 to 60,000. Default 1,000.</summary>
    public int MaxAgeMs { get; init; } = 1_000;

    /// <summary>Longest one request may take, milliseconds, 100 to 300,000. Default 10,000.</summary>
    public int TimeoutMs { get; init; } = 10_000;

    /// <summary>Measurement of all readings. Default <c>reading</c>.</summary>
    public string Measurement { get; init; } = "reading";

    /// <summary>Largest body before compression, bytes, 4 KiB to 25 MiB. Default 4 MiB.</summary>
    public int MaxBodyBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>InfluxDB tags put on every line, for example <c>{"site":"s-01"}</c>; none by default.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Default InfluxQL.</summary>
    public InfluxReadBack ReadBack { get; init; } = InfluxReadBack.InfluxQl;

    /// <summary>File to which refused lines are appended with their reason; null keeps them in memory only.</summary>
    public string? RejectedFile { get; init; }

    /// <summary>What <c>/query</c> takes as <c>db</c>.</summary>
    internal string QueryDatabase => Database ?? Bucket ?? "";
}
