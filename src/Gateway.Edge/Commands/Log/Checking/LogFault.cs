using Gateway.Core.Measurements;

namespace Gateway.Edge.Commands.Log.Checking;

/// <summary>One thing that is wrong.</summary>
/// <param name="From">First sequence it concerns; 0 when it is about none.</param>
/// <param name="To">Last sequence, included.</param>
/// <param name="Time">When the entry there, or the one before, was committed; null when nobody can tell.</param>
public sealed record LogFault(LogFaultKind Kind, long From, long To, DateTimeOffset? Time, LocalizedText What);
