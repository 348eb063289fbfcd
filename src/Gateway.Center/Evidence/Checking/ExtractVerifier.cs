using System.IO.Compression;
using System.Text.Json;
using Gateway.Center.Data;
using Gateway.Center.Evidence.Content;
using Gateway.Center.Evidence.Package;
using Gateway.Center.Ledger;
using Gateway.Center.Ledger.Anchors;
using Gateway.Center.Ledger.Verification;

namespace Gateway.Center.Evidence.Checking;

/// <summary>Follows the chain of a ledger extract from its first line to the anchor.</summary>
internal static class ExtractVerifier
{
    /// <returns>Lines that are right, and anchors that were compared.</returns>
    public static async Task<(long Lines, int Anchors)> VerifyAsync(
        ZipArchiveEntry? extract, LedgerAnchor? anchor, IReadOnlyList<LedgerAnchor> others, List<PackageFault> faults)
    {
        if (extract is null)
        {
            return (0, 0);
        }

        await using var content = await extract.OpenAsync();
        using var reader = new StreamReader(content);
        var (before, edges, watch, lines) = (default(ExtractLine), new EdgeChains(), new AnchorWatch(others), 0L);
        while (PackageLimits.ReadLine(reader) is { } text)
        {
            var line = Read(text);
            if (line is null || Fault(before, line) is not null || watch.Take(AsEntry(line)) is not null)
            {
                var at = line?.Sequence ?? (before?.Sequence ?? 0) + 1;
                faults.Add(new(LedgerContent.FileName, (line is null ? null : Fault(before, line) ?? watch.Take(AsEntry(line))?.What) ?? new($"第 {at} 条不能读取", $"entry {at} cannot be read")));
                return (lines, watch.Compared);
            }

            edges.Take(AsEntry(line));
            (before, lines) = (line, lines + 1);
        }

        if (anchor is null || before?.Sequence != anchor.Sequence || before.Hash != anchor.Hash)
        {
            faults.Add(new(LedgerContent.FileName, new("哈希链没有到达锚点", "the chain does not reach the anchor")));
        }

        faults.AddRange(edges.Faults.Select(fault => new PackageFault(LedgerContent.FileName, fault.What)));
        return (lines, watch.Compared);
    }

    private static Gateway.Core.Measurements.LocalizedText? Fault(ExtractLine? before, ExtractLine line) =>
        before is not null && line.Sequence != before.Sequence + 1 ? new($"第 {before.Sequence + 1} 条缺失", $"entry {before.Sequence + 1} is missing")
        : before is not null && line.PreviousHash != before.Hash ? new($"第 {line.Sequence} 条与前一条不衔接", $"entry {line.Sequence} does not follow the one before")
        : line.Computed() != line.Hash ? new($"第 {line.Sequence} 条的内容被改动", $"the content of entry {line.Sequence} was changed")
        : null;

    private static LedgerEntry AsEntry(ExtractLine line) => line.ToEntry() ?? new LedgerEntry
    {
        Sequence = line.Sequence, Time = line.Time, Kind = "", Subject = "", UnitPath = "", IsDrill = false, Body = "",
        PreviousHash = [], Hash = Convert.FromHexString(line.Hash),
    };

    private static ExtractLine? Read(string text)
    {
        try
        {
            var line = JsonSerializer.Deserialize<ExtractLine>(text, CenterJson.Options);
            return line is { PreviousHash.Length: 64, Hash.Length: 64 } && (line.Entry is not null || line.Digest is { Length: 64 }) && line.Computed().Length == 64 ? line : null;
        }
        catch (Exception damage) when (damage is JsonException or FormatException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
