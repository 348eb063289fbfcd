using Gateway.Center.Data;

namespace Gateway.Center.Warnings;

public enum IncidentChange
{
    Opened = 1,

    /// <summary>Its tier rose.</summary>
    Raised = 2,
    Acknowledged = 3,

    /// <summary>No warning stands any more.</summary>
    Cleared = 4,

    /// <summary>A warning stands again.</summary>
    Reopened = 5,
    Released = 6,

    /// <summary>Somebody confirmed that it is an accident.</summary>
    AccidentConfirmed = 7,
}

/// <summary>Told of every change of an incident, inside the transaction that makes it: calls, clocks and the like begin with it or not at all.</summary>
public interface IIncidentObserver
{
    Task ChangedAsync(CenterWork work, Incident incident, IncidentChange change);
}
