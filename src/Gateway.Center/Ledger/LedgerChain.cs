using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Gateway.Center.Data;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Ledger;

/// <summary>Last entry of the ledger.</summary>
/// <param name="Hash">32 bytes.</param>
public sealed record LedgerHead(long Sequence, byte[] Hash)
{
    public static LedgerHead Empty { get; } = new(0, new byte[SHA256.HashSizeInBytes]);

    public static async Task<LedgerHead> ReadAsync(CenterDb db, CancellationToken cancellation)
    {
        var last = await db.Set<LedgerEntry>().AsNoTracking().OrderByDescending(entry => entry.Sequence)
            .Select(entry => new { entry.Sequence, entry.Hash }).FirstOrDefaultAsync(cancellation);
        return last is null ? Empty : new LedgerHead(last.Sequence, last.Hash);
    }
}

/// <summary>
/// Chains ledger entries. An entry's hash is SHA-256 over: the hash before it (32 bytes), sequence and UTC ticks (8 bytes each, little endian) and the
/// digest of its content (32 bytes). The digest is SHA-256 over kind, subject, site, unit path, actor, drill (<c>0</c> or <c>1</c>) and body, each as
/// 4 bytes little endian length and UTF-8; a null has length -1. Two steps, so that the chain can be proved to somebody who may not read every entry.
/// </summary>
public static class LedgerChain
{
    public static LedgerEntry Next(LedgerHead head, DateTimeOffset time, LedgerFact fact, string body)
    {
        var unsigned = new LedgerEntry
        {
            Sequence = head.Sequence + 1, Time = time, Kind = fact.Kind, Subject = fact.Subject, Site = fact.Site, UnitPath = fact.UnitPath,
            Actor = fact.Actor, IsDrill = fact.IsDrill, Body = body, PreviousHash = head.Hash, Hash = [],
        };
        return new LedgerEntry
        {
            Sequence = unsigned.Sequence, Time = time, Kind = fact.Kind, Subject = fact.Subject, Site = fact.Site, UnitPath = fact.UnitPath,
            Actor = fact.Actor, IsDrill = fact.IsDrill, Body = body, PreviousHash = head.Hash, Hash = HashOf(unsigned),
        };
    }

    /// <summary>The hash the entry must have.</summary>
    public static byte[] HashOf(LedgerEntry entry) => HashOf(entry.PreviousHash, entry.Sequence, entry.Time, DigestOf(entry));

    /// <summary>The hash of an entry of which only the digest of its content is known.</summary>
    public static byte[] HashOf(byte[] previous, long sequence, DateTimeOffset time, byte[] digest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        AppendNumber(hash, sequence);
        AppendNumber(hash, time.UtcTicks);
        hash.AppendData(digest);
        return hash.GetHashAndReset();
    }

    /// <summary>SHA-256 of what the entry says, without its place in the chain.</summary>
    public static byte[] DigestOf(LedgerEntry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in new[] { entry.Kind, entry.Subject, entry.Site, entry.UnitPath, entry.Actor, entry.IsDrill ? "1" : "0", entry.Body })
        {
            AppendText(hash, text);
        }

        return hash.GetHashAndReset();
    }

    private static void AppendNumber(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static void AppendText(IncrementalHash hash, string? text)
    {
        var utf8 = text is null ? [] : Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, text is null ? -1 : utf8.Length);
        hash.AppendData(length);
        hash.AppendData(utf8);
    }
}
