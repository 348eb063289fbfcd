namespace Gateway.Center.Calls.Plans;

/// <summary>Whom a tier calls.</summary>
public sealed record PlanOptions
{
    /// <summary>In order of <see cref="PlanStep.AfterMinutes"/>; 1 to 20.</summary>
    public IReadOnlyList<PlanStep> Steps { get; init; } = [];

    /// <summary>How many different people must answer, 1 to 10. An acknowledgement on the console counts as the answer of whoever gave it. Default 1.</summary>
    public int Needed { get; init; } = 1;

    /// <summary>True, the default: after the last step it begins again at the duty officer. False: it ends, as a blue one does after its digest.</summary>
    public bool Restarts { get; init; } = true;

    /// <summary>Answers that do not count: whoever gives one is called, but somebody else is needed. Default <c>cannot</c>.</summary>
    public IReadOnlyList<string> NotCounted { get; init; } = ["cannot"];
}

/// <summary>One minute of a plan.</summary>
/// <param name="AfterMinutes">From the beginning of the plan, 0 to 1440.</param>
/// <param name="Roles">Ids of the organisation seeds.</param>
/// <param name="Channels"><c>console</c>, <c>email</c>, <c>sms</c>, <c>voice</c>, <c>chat</c>, <c>sounder</c>.</param>
/// <param name="IsDigest">True: whoever got such a message within the hour gets no second one.</param>
public sealed record PlanStep(double AfterMinutes, IReadOnlyList<string> Roles, IReadOnlyList<string> Channels, bool IsDigest = false)
{
    public TimeSpan After => TimeSpan.FromMinutes(AfterMinutes);
}
