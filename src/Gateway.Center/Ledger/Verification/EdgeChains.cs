using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
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
    private readonly Dictionary<(string Site, string Edge, string Epoch), (long Sequence, byte[] Hash)> _heads = [];
    private readonly List<EdgeChainFault> _faults = [];

    public long Checked { get; private set; }

    public IReadOnlyList<EdgeChainFault> Faults => _faults;

    public static byte[] HashOf(byte[] previous, EventMessage message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        Span<byte> number = stackalloc byte[sizeof(long)];
        foreach (var value in new[] { message.Sequence, message.Time.UtcTicks })
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, value);
            hash.AppendData(number);
        }

        foreach (var text in new[] { message.Kind, message.Body.GetRawText() })
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt32LittleEndian(number, utf8.Length);
            hash.AppendData(number[..sizeof(int)]);
            hash.AppendData(utf8);
        }

        return hash.GetHashAndReset();
    }

    /// <summary>Looks at an entry; those of other kinds are passed over.</summary>
    public void Take(LedgerEntry entry)
    {
        if (entry.Site is not { } site || MessageOf(entry) is not { } message)
        {
            return;
        }

        // The first event that is known of a log, and the first after a hole, begin a stretch: the hash before them is not here.
        var key = (site, EdgeOf(entry), message.Epoch);
        var before = message.After == 0 ? new byte[SHA256.HashSizeInBytes] : _heads.TryGetValue(key, out var head) && head.Sequence == message.After ? head.Hash : null;
        if (before is not null)
        {
            Compare(key, entry, message, before);
        }

        if (TryHash(message.Chain) is { } chain)
        {
            _heads[key] = (message.Sequence, chain);
        }
    }

    private void Compare((string Site, string Edge, string Epoch) key, LedgerEntry entry, EventMessage message, byte[] before)
    {
        Checked++;
        if (!string.Equals(Convert.ToHexStringLower(HashOf(before, message)), message.Chain, StringComparison.Ordinal) && _faults.Count < MostFaults)
        {
            _faults.Add(new EdgeChainFault(
                key.Site, key.Edge, key.Epoch, entry.Sequence, message.Sequence,
                new($"网关事件 {message.Sequence} 与其哈希链不符", $"event {message.Sequence} of the gateway does not fit its hash chain")));
        }
    }

    private static byte[]? TryHash(string hex) => hex.Length == 64 && hex.All(char.IsAsciiHexDigit) ? Convert.FromHexString(hex) : null;

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
