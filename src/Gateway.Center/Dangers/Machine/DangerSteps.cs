using Gateway.Core.Measurements;

namespace Gateway.Center.Dangers.Machine;

/// <summary>Which steps a case would take now. The machine itself is asked, with the least a step takes: what is offered and what is accepted cannot come apart.</summary>
internal static class DangerSteps
{
    private const string AnyWords = "-";
    private static readonly TimeSpan s_later = TimeSpan.FromDays(1);

    /// <summary>Null when the step is possible for this actor; else why not.</summary>
    /// <param name="parties">As which parties the actor may sign.</param>
    public static LocalizedText? WhyNot(DangerCase at, string step, IReadOnlyList<DangerParty> parties, DangerActor actor)
    {
        LocalizedText? first = null;
        foreach (var command in Probes(step, parties, actor))
        {
            if (DangerMachine.Apply(at, command, actor).Refusal is not { } why)
            {
                return null;
            }

            first ??= why;
        }

        return first;
    }

    /// <summary>What can be reported now: the plan once it is complete, the result once there is one.</summary>
    public static IReadOnlyList<ReportWhat> Reportable(DangerCase at, DangerActor actor) =>
        [.. Enum.GetValues<ReportWhat>().Where(what => DangerMachine.Apply(at, new Report(ReportTo.Department, what, AnyWords), actor).Refusal is null)];

    private static IEnumerable<DangerCommand> Probes(string step, IReadOnlyList<DangerParty> parties, DangerActor actor) => step switch
    {
        "plan" => [new SetPlan(null, null, null, null, null, null, null, null)],
        "start" => [new Start()],
        "submit" => [new Submit(AnyWords)],
        "sign" => parties.Select(party => new Sign(party, "")),
        "return" => [new Return(AnyWords)],
        "list" => [new List(AnyWords, AnyWords, actor.At + s_later)],
        "delist" => [new Delist()],
        "escalate" => [new Escalate(AnyWords)],
        "report" => Enum.GetValues<ReportWhat>().Select(what => new Report(ReportTo.Department, what, AnyWords)),
        "cancel" => [new Cancel(AnyWords)],
        "keep" => [new KeepOpen(AnyWords)],
        "upgrade" => [new Upgrade(AnyWords)],
        "review" => [new Review(AnyWords, actor.At + s_later)],
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "no such step"),
    };
}
