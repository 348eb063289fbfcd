using Gateway.Center.Configuration;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Pipeline.Configuration;
using Gateway.Storage.Sqlite;
using Gateway.Storage.Sqlite.History;
using Gateway.Storage.Sqlite.Log;

namespace Gateway.Center.Ingest;

/// <summary>The link to the gateways.</summary>
public sealed record LinkOptions : ICheckedOptions
{
    /// <summary>Broker; null = no link (a center that is only being set up).</summary>
    public MqttConnectionOptions? Broker { get; init; }

    /// <summary>
    /// The connection readings come over; null = that of <see cref="Broker"/> once more, with <c>-readings</c> behind the client id. Needed where the broker makes
    /// the name of the user the client id: there each connection has a user of its own.
    /// </summary>
    public MqttConnectionOptions? ReadingsBroker { get; init; }

    /// <summary>True lets the link run without TLS to a broker on another machine, where everybody on the way can read and change it. Default false.</summary>
    public bool AllowPlain { get; init; }

    /// <summary>An event older than this when it comes is historical: shown and counted, nobody is called. 1 to 86,400; default 600 s.</summary>
    public int HistoricalAfterS { get; init; } = 600;

    /// <summary>A hole in the sequences that stays this long is asked for again. 1 to 3,600; default 10 s.</summary>
    public int GapAfterS { get; init; } = 10;

    /// <summary>A gateway silent or offline this long is a yellow warning. 5 to 86,400; default 60 s.</summary>
    public int SilentYellowS { get; init; } = 60;

    /// <summary>And after this an orange one. Above the time of the yellow one, to 86,400; default 600 s. Red it becomes only while a grave incident is open at the site.</summary>
    public int SilentOrangeS { get; init; } = 600;

    /// <summary>Largest difference between a gateway's clock and ours before it is a warning. 1 to 86,400; default 60 s.</summary>
    public int ClockToleranceS { get; init; } = 60;

    /// <summary>Shortest time between two receipts to one gateway. 50 to 60,000; default 250 ms.</summary>
    public int ReceiptMs { get; init; } = 250;

    /// <summary>
    /// A message of the link larger than this is set aside. 64 KiB to 63 MiB; default 8 MiB: a table of 20,000 points at the 400 bytes a point usually takes.
    /// The connection takes packets of this size, whatever <c>broker.maxPacketBytes</c> says.
    /// </summary>
    public int MaxMessageBytes { get; init; } = 8 << 20;

    /// <summary>Points one gateway may have. 1 to 50,000; default 20,000.</summary>
    public int MaxPointsPerEdge { get; init; } = 20_000;

    /// <summary>Gateways the county may have. 1 to 50,000; default 5,000.</summary>
    public int MaxEdges { get; init; } = 5_000;

    /// <summary>Where history is read from: false = embedded store, true = InfluxDB. Both are written when InfluxDB is configured.</summary>
    public bool ReadInflux { get; init; }

    /// <summary>The log in front of the history. Readings 3 days by default: it only bridges an outage of the stores.</summary>
    public SqliteLogOptions Log { get; init; } = new() { MaxAge = TimeSpan.FromDays(3), MaxBytes = 8L << 30 };

    /// <summary>How the embedded history writes and how long it keeps what.</summary>
    public SqliteHistoryOptions History { get; init; } = new();

    void ICheckedOptions.Check(string path, ConfigurationErrors errors)
    {
        errors.Between($"{path}.historicalAfterS", HistoricalAfterS, 1, 86_400);
        errors.Between($"{path}.gapAfterS", GapAfterS, 1, 3_600);
        errors.Between($"{path}.silentYellowS", SilentYellowS, 5, 86_400);
        errors.Require(
            SilentOrangeS > SilentYellowS && SilentOrangeS <= 86_400, $"{path}.silentOrangeS", SilentOrangeS, "大于 silentYellowS，至多 86400", "above silentYellowS, at most 86400");
        errors.Between($"{path}.clockToleranceS", ClockToleranceS, 1, 86_400);
        errors.Between($"{path}.receiptMs", ReceiptMs, 50, 60_000);
        errors.Between($"{path}.maxMessageBytes", MaxMessageBytes, 64 * 1024, 63 << 20);
        errors.Between($"{path}.maxPointsPerEdge", MaxPointsPerEdge, 1, 50_000);
        errors.Between($"{path}.maxEdges", MaxEdges, 1, 50_000);
        SqliteStorageOptionsValidator.Validate(new SqliteStorageOptions { Folder = ".", Log = Log, History = History }, path, errors);
    }
}
