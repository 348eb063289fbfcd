using System.Text.Json;
using Gateway.Fuzz.Engine;

namespace Gateway.Fuzz;

/// <summary>What a run came to, as JSON for machines and a table for people.</summary>
internal static class ReportFile
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Write(string path, int seed, long runs, IReadOnlyList<FuzzResult> results)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var report = new
        {
            Seed = seed, RunsPerTarget = runs, Executions = results.Sum(result => result.Executions), Findings = results.Sum(result => result.Findings.Count),
            Targets = results.Select(result => new
            {
                result.Target, result.Executions, Findings = result.Findings.Select(finding => new { Kind = finding.Kind.ToString(), finding.Key, finding.What, Input = Convert.ToBase64String(finding.Input) }),
                result.Corpus, result.Kept, result.Behaviours, Seconds = Math.Round(result.Seconds, 1),
            }),
        };
        File.WriteAllText(path, JsonSerializer.Serialize(report, s_json) + "\n");
    }

    public static void Tell(FuzzResult result, TextWriter output)
    {
        output.WriteLine($"{result.Target,-18} {result.Executions,9} executions {result.Corpus,5} corpus {result.Kept,6} kept {result.Findings.Count,3} findings {result.Seconds,7:F1} s");
        foreach (var finding in result.Findings)
        {
            output.WriteLine($"    {finding.Kind}: {finding.Key}\n        {finding.What.Split('\n')[0]}\n        input ({finding.Input.Length} bytes): {Convert.ToBase64String(finding.Input.AsSpan(0, Math.Min(finding.Input.Length, 240)))}");
        }
    }
}
