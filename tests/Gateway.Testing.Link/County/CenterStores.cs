using Gateway.Testing.Peers;

namespace Gateway.Testing.Link.County;

/// <summary>Where a center keeps its facts and its readings: embedded, or real servers of the test.</summary>
internal sealed class CenterStores : IAsyncDisposable
{
    private const string Database = "center";
    private readonly Func<int, int> _way;

    private CenterStores(PostgresServer? postgres, Influxd? influx, Func<int, int> way) => (Postgres, Influx, _way) = (postgres, influx, way);

    /// <summary>Everything in files of the data folder.</summary>
    public static CenterStores Embedded { get; } = new(null, null, port => port);

    public bool IsEmbedded => Postgres is null;

    /// <summary>Null = embedded.</summary>
    public PostgresServer? Postgres { get; }

    /// <inheritdoc cref="Postgres"/>
    public Influxd? Influx { get; }

    /// <summary>Facts in PostgreSQL; readings written to InfluxDB and read back from there.</summary>
    /// <param name="durable">PostgreSQL keeps every commit when it is killed, as a server in service does; slower.</param>
    /// <param name="way">The port at which the center is to find the server of a port; null = the same.</param>
    public static async Task<CenterStores> ServersAsync(bool durable = false, Func<int, int>? way = null)
    {
        var postgres = await PostgresServer.StartAsync(durable);
        await postgres.CreateDatabaseAsync(Database);
        var influx = await Influxd.StartAsync();
        await influx.CreateDatabaseAsync(Database);
        return new CenterStores(postgres, influx, way ?? (port => port));
    }

    /// <summary>The sections of the center's configuration, each with a comma behind.</summary>
    public string Sections =>
        (Postgres is null ? "" : $$"""
            "database": { "kind": "postgres", "connection": "{{Postgres.ConnectionTo(Database, _way(Postgres.Port))}}" },
            """)
        + (Influx is null ? "" : $$"""
            "influx": { "url": "http://127.0.0.1:{{_way(Influx.Port)}}", "database": "{{Database}}", "timeoutMs": 4000 },
            """);

    public async ValueTask DisposeAsync()
    {
        if (Postgres is not null)
        {
            await Postgres.DisposeAsync();
        }

        if (Influx is not null)
        {
            await Influx.DisposeAsync();
        }
    }
}
