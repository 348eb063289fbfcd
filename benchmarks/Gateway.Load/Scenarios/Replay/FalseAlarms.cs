using System.IO.Pipes;
using Gateway.Core.Warnings;
using Gateway.Edge.Replay;
using Gateway.Load.Running;

namespace Gateway.Load.Scenarios.Replay;

/// <summary>
/// What the rule packs raise in a month (power: six weeks) in which nothing is wrong, every quality condition on. Each raise is shown with its rule: it is to be
/// understood and mended in the condition, the pack or the simulation, never by switching a rule off.
/// </summary>
internal sealed class FalseAlarms(string family) : GatewayScenario
{
    // Domain rules 7.3: chattering is three activations within a minute.
    private const int Chattering = 3;

    public override string Name => $"falseAlarms.{family}";

    public override string What => $"raises of a healthy month, {family}: yellow and above, blue, points that chatter; reference: samples judged";

    public override async Task RunAsync(RunSettings settings, FigureReport report, CancellationToken cancellation)
    {
        var story = HealthySite.Story(family);
        using var judged = await JudgeAsync(story, cancellation);
        Tell(judged);
        var raises = judged.Occurrences;
        report(Name, raises.Count(raise => raise.Tier > WarningTier.Blue), judged.Samples, "raises");
        report($"{Name}.blue", raises.Count(raise => raise.Tier == WarningTier.Blue), judged.Samples, "raises");
        report($"{Name}.chattering", ChatteringPoints(raises), judged.Samples, "points");
    }

    /// <summary>A month of gas is 350 MB of text: it is judged while it is written.</summary>
    private async Task<ReplayRun> JudgeAsync(Simulators.Scenarios.Scenario story, CancellationToken cancellation)
    {
        await using var written = new AnonymousPipeServerStream(PipeDirection.Out);
        await using var read = new AnonymousPipeClientStream(PipeDirection.In, written.ClientSafePipeHandle);
        var writing = Task.Run(() => Write(story, written), cancellation);
        var run = HealthySite.Judge(HealthySite.Site(family), read, Stream.Null);
        await writing;
        return run;
    }

    private static void Write(Simulators.Scenarios.Scenario story, Stream to)
    {
        using var output = new StreamWriter(to, bufferSize: 1 << 16);
        HealthySite.Export(story).Write(output, story.DurationSeconds);
    }

    private static int ChatteringPoints(IReadOnlyList<Occurrence> raises) => raises
        .GroupBy(raise => (raise.Point, raise.Rule))
        .Where(alarm => alarm.Zip(alarm.Skip(Chattering - 1), (first, last) => last.Raised - first.Raised).Any(apart => apart <= TimeSpan.TicksPerMinute))
        .Select(alarm => alarm.Key.Point).Distinct().Count();

    private void Tell(ReplayRun run)
    {
        Console.WriteLine($"{Name}: {run.Samples:N0} samples over {run.Span.TotalDays:F1} days");
        foreach (var rule in run.Occurrences.GroupBy(raise => (raise.Tier, raise.Rule, raise.Point)).OrderByDescending(group => group.Key.Tier))
        {
            Console.WriteLine($"{"",-22} {rule.Count(),5} x {rule.Key.Tier,-7} {rule.Key.Rule} at {rule.Key.Point}");
        }
    }
}
