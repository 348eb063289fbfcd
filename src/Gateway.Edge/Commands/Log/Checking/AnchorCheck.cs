using System.Text.Json;
using Gateway.Edge.Uplink.Standing;

namespace Gateway.Edge.Commands.Log.Checking;

/// <summary>The anchors of the center's ledger that lie beside the log.</summary>
internal static class AnchorCheck
{
    public static void Run(string folder, FaultList faults)
    {
        var highest = 0L;
        foreach (var name in (string[])[AnchorFile.Name + ".1", AnchorFile.Name])
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path))
            {
                highest = Run(path, name, highest, faults);
            }
        }
    }

    private static long Run(string path, string name, long highest, FaultList faults)
    {
        var (number, torn) = (0, 0);
        foreach (var line in File.ReadLines(path).Where(line => line.Length > 0))
        {
            number++;
            if (torn > 0)
            {
                // Only the last line may have been cut by a power failure.
                faults.Add(LogFaultKind.Anchor, 0, 0, 0, $"{name} 第 {torn} 行无法读取", $"line {torn} of {name} cannot be read");
                torn = 0;
            }

            if (SequenceOf(line) is not { } sequence)
            {
                torn = number;
                continue;
            }

            if (sequence < highest)
            {
                faults.Add(
                    LogFaultKind.Anchor, 0, 0, 0, $"{name} 第 {number} 行：县中心台账从 {highest} 退到 {sequence}", $"line {number} of {name}: the center's ledger went back from {highest} to {sequence}");
            }

            highest = sequence;
        }

        return highest;
    }

    private static long? SequenceOf(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("ledgerSequence", out var sequence) && sequence.ValueKind == JsonValueKind.Number
                && sequence.TryGetInt64(out var number) ? number : null;
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
