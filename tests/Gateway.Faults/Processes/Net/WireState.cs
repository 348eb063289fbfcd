namespace Gateway.Faults.Processes.Net;

/// <summary>What is wrong with a line, and how much.</summary>
internal sealed record WireState(WireFault Fault, double Amount)
{
    public static WireState Clear { get; } = new(WireFault.None, 0);
}
