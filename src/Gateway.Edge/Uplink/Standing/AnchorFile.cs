using System.Text;
using System.Text.Json;
using Gateway.Contracts.V1.Link;

namespace Gateway.Edge.Uplink.Standing;

/// <summary>
/// Keeps, beside the log, where the center's ledger stood when: a line of JSON each, at most one in five minutes, so that a ledger cut short or
/// rewritten there can be found from here. Called by one task.
/// </summary>
internal sealed class AnchorFile(string folder, TimeProvider time)
{
    public const string Name = "center-ledger.jsonl";

    private const long LargestFile = 8 << 20;
    private static readonly TimeSpan s_apart = TimeSpan.FromMinutes(5);

    private readonly string _path = Path.Combine(folder, Name);
    private DateTimeOffset _written = DateTimeOffset.MinValue;
    private long _highest = Last(Path.Combine(folder, Name));

    /// <returns>False when the center's ledger stands before where it stood already.</returns>
    public bool Take(ReceiptMessage receipt)
    {
        if (receipt.LedgerSequence <= 0 || receipt.LedgerHash.Length != 64 || !receipt.LedgerHash.All(char.IsAsciiHexDigit))
        {
            return true;
        }

        var fell = receipt.LedgerSequence < _highest;
        if (receipt.LedgerSequence != _highest && (fell || time.GetUtcNow() - _written >= s_apart))
        {
            Append(receipt);
        }

        _highest = receipt.LedgerSequence;
        return !fell;
    }

    /// <summary>Where the ledger stood in the last line kept; 0 when there is none that can be read.</summary>
    private static long Last(string path)
    {
        try
        {
            return File.Exists(path) && File.ReadLines(path).LastOrDefault(line => line.Length > 0) is { } line
                ? JsonDocument.Parse(line).RootElement.GetProperty("ledgerSequence").GetInt64() : 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return 0;
        }
    }

    private void Append(ReceiptMessage receipt)
    {
        _written = time.GetUtcNow();
        var line = JsonSerializer.Serialize(new { ReceivedAt = _written, receipt.LedgerSequence, receipt.LedgerHash }, JsonSerializerOptions.Web);
        try
        {
            if (new FileInfo(_path) is { Exists: true, Length: > LargestFile })
            {
                File.Move(_path, _path + ".1", overwrite: true);
            }

            using var file = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            file.Seek(-Math.Min(1, file.Length), SeekOrigin.End);

            // A line of its own also after one that was torn.
            var isTorn = file.Length > 0 && file.ReadByte() != '\n';
            file.Write(Encoding.UTF8.GetBytes((isTorn ? "\n" : "") + line + "\n"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A disk that takes nothing is told elsewhere; the next receipt is tried again.
            _written = DateTimeOffset.MinValue;
        }
    }
}
