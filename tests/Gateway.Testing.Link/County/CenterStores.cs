using Gateway.Testing.Peers;

namespace Gateway.Testing.Link.County;

/// <summary>Where a center keeps its facts and its readings: embedded, or real servers of the test.</summary>
internal sealed class CenterStores : IAsyncDisposable
{
    private const string Database = "center";
    private readonly PostgresServer? _postgres;
    private readonly Influxd? _influx;

    private CenterStores(PostgresServer? postgres, Influxd? influx) => (_postgres, _influx) = (postgres, influx);

    /// <summary>Everything in files of the data folder.</summary>
    public static CenterStores Embedded { get; } = new(null, null);

    public bool IsEmbedded => _postgres is null;

    /// <summary>Facts in PostgreSQL; readings written to InfluxDB and read back from there.</summary>
    public static async Task<CenterStores> ServersAsync()
    {
        var postgres = await PostgresServer.StartAsync();
        await postgres.CreateDatabaseAsync(Database);
        var influx = await Influxd.StartAsync();
        await influx.CreateDatabaseAsync(Database);
        return new CenterStores(postgres, influx);
    }

    /// <summary>The sections of the center's configuration, each with a comma behind.</summary>
    public string Sections =>
        (_postgres is null ? "" : $$"""
            "database": { "kind": "postgres", "connection": "{{_postgres.ConnectionTo(Database)}}" },
            """)
        + (_influx is null ? "" : $$"""
            "influx": { "url": "{{_influx.Url}}", "database": "{{Database}}" },
            """);

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }

        if (_influx is not null)
        {
            await _influx.DisposeAsync();
        }
    }
}
