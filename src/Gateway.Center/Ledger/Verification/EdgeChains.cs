using System.Text.Json;
using Gateway.Center.Data;
using Gateway.Contracts.V1.Link;
using Gateway.Core.Measurements;

namespace Gateway.Center.Ledger.Verification;

/// <summary>
/// Computes the chains of the gateways' own ledgers again from the <c>edge.event</c> entries. A gateway's hash is SHA-256 over the hash before (32 bytes),
/// sequence and UTC ticks (8 bytes each, little endian), kind and body text (4 bytes little endian length and UTF-8 each).
/// </summary>
public sealed class EdgeChains
{
    public const string EventKind = "edge.event";
    private const int MostFaults = 100;
    private readonly Dictionary<(string Site, string Edge, string Epoch), (long Sequence, string Chain)> _heads = [];
    private readonly List<EdgeChainFault> _faults = [];

    public long Checked { get; private set; }

    public IReadOnlyList<EdgeChainFault> Faults => _faults;

    /// <summary>Looks at an entry; those of other kinds are passed over.</summary>
    public void Take(LedgerEntry entry)
    {
        if (entry.Site is not { } site || MessageOf(entry) is not { } message)
        {
            return;
        }

        // The first event that is known of a log, and the first after a hole, begin a stretch: the hash before them is not here.
        var key = (site, EdgeOf(entry), message.Epoch);
        var before = message.After == 0 ? EventChain.Genesis : _heads.TryGetValue(key, out var head) && head.Sequence == message.After ? head.Chain : null;
        if (before is not null)
        {
            Compare(key, entry, message, before);
        }

        if (EventChain.IsHash(message.Chain))
        {
            _heads[key] = (message.Sequence, message.Chain);
        }
    }

    private void Compare((string Site, string Edge, string Epoch) key, LedgerEntry entry, EventMessage message, string before)
    {
        Checked++;
        if (!EventChain.Follows(before, message) && _faults.Count < MostFaults)
        {
            _faults.Add(new EdgeChainFault(
                key.Site, key.Edge, key.Epoch, entry.Sequence, message.Sequence,
                new($"网关事件 {message.Sequence} 与其哈希链不符", $"event {message.Sequence} of the gateway does not fit its hash chain")));
        }
    }

    /// <summary>The event the entry holds; null when it holds none.</summary>
    public static EventMessage? MessageOf(LedgerEntry entry) => entry.Kind == EventKind ? Read(entry.Body) : null;

    /// <summary>Gateway the entry is about.</summary>
    public static string EdgeOf(LedgerEntry entry) => entry.Subject.Split('/') is { Length: >= 2 } parts ? parts[1] : entry.Subject;

    private static EventMessage? Read(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            var element = root.TryGetProperty("chain", out _) ? root : root.TryGetProperty("message", out var inner) ? inner : root;
            return element.Deserialize<EventMessage>(CenterJson.Options) is { } message ? message with { Body = message.Body.Clone() } : null;
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
