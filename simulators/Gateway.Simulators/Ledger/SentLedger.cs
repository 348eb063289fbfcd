using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gateway.Simulators.Ledger;

/// <summary>
/// Everything the simulators sent: per device the sequence numbers, and the moments values reached levels. Compared with
/// what the gateway stored it proves that nothing was lost. Thread-safe.
/// </summary>
public sealed class SentLedger(TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Lock _gate = new();
    private readonly List<LevelChange> _changes = [];
    private readonly Dictionary<string, DeviceLedger> _devices = new(StringComparer.Ordinal);

    /// <summary>Now, in microseconds since 1970 UTC.</summary>
    public long NowUnixUs => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / 10;

    public IReadOnlyList<LevelChange> Changes
    {
        get
        {
            lock (_gate)
            {
                return [.. _changes];
            }
        }
    }

    public IReadOnlyList<DeviceLedger> Devices
    {
        get
        {
            lock (_gate)
            {
                return [.. _devices.Values];
            }
        }
    }

    /// <summary>The ledger of a device, made on first use.</summary>
    public DeviceLedger Device(string device, string protocol)
    {
        lock (_gate)
        {
            if (!_devices.TryGetValue(device, out var ledger))
            {
                _devices[device] = ledger = new DeviceLedger(device, protocol);
            }

            return ledger;
        }
    }

    public void Add(LevelChange change)
    {
        lock (_gate)
        {
            _changes.Add(change);
        }
    }

    /// <summary>The ledger as JSON: <c>{"devices":[{device, protocol, first, last, unacknowledged, undelivered}],"changes":[...]}</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            Devices = Devices.Select(d => new
            {
                d.Device,
                d.Protocol,
                First = d.LastSent == 0 ? 0 : 1,
                Last = d.LastSent,
                Unacknowledged = d.Unacknowledged(),
                Undelivered = d.Undelivered(),
            }),
            Changes,
        },
        Json);

    public Task WriteAsync(string path) => File.WriteAllTextAsync(path, ToJson() + "\n");
}
