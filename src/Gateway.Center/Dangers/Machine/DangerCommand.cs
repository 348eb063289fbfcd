namespace Gateway.Center.Dangers.Machine;

/// <summary>Who does something to a case, and when.</summary>
/// <param name="Person">Null when the account has no person.</param>
public sealed record DangerActor(string Account, string? Person, string Name, DateTimeOffset At)
{
    /// <summary>Whether this is somebody else than the other account and person.</summary>
    public bool IsOtherThan(string account, string? person) => Account != account && (Person is null || person is null || Person != person);
}

/// <summary>Something done to a hidden danger.</summary>
public abstract record DangerCommand;

/// <summary>Sets the plan; null leaves a field as it is.</summary>
public sealed record SetPlan(
    string? Responsible, string? Measures, string? Funds, DateTimeOffset? DueAt, string? Plan, bool? TakesTime, string? InterimMeasures, string? Cause) : DangerCommand;

public sealed record Start : DangerCommand;

public sealed record Submit(string Result) : DangerCommand;

public sealed record Sign(DangerParty Party, string Remark) : DangerCommand;

public sealed record Return(string Reason) : DangerCommand;

public sealed record List(string Body, string Level, DateTimeOffset Deadline) : DangerCommand;

public sealed record Delist : DangerCommand;

/// <param name="How">What was done: number of the letter and the like.</param>
public sealed record Escalate(string How) : DangerCommand;

public sealed record Report(ReportTo To, ReportWhat What, string How) : DangerCommand;

/// <summary>The first asks for it, a second person agrees.</summary>
public sealed record Cancel(string Reason) : DangerCommand;

/// <summary>Refuses a cancellation somebody asked for.</summary>
public sealed record KeepOpen(string Reason) : DangerCommand;

/// <summary>It is graver than it was taken for. Never the other way: what is no major danger is cancelled with reason and entered anew.</summary>
public sealed record Upgrade(string Reason) : DangerCommand;

/// <summary>Looked at again; the next time is set.</summary>
public sealed record Review(string Remark, DateTimeOffset Next) : DangerCommand;
