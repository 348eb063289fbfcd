namespace Gateway.Center.Configuration;

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

    /// <summary>True lets a PostgreSQL server on another machine be spoken to without TLS, or without looking at its certificate. Default false.</summary>
    public bool AllowPlain { get; init; }
}

public sealed record StorageOptions
{
    /// <summary>Data folder, relative to the configuration. Default <c>data</c>.</summary>
    public string Folder { get; init; } = "data";
}
