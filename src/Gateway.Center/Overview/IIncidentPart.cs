using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Warnings;

namespace Gateway.Center.Overview;

/// <summary>Adds what one module knows to the page of an incident.</summary>
public interface IIncidentPart
{
    /// <summary>Field of <c>Incident</c> in api/types: <c>calls</c>, <c>clocks</c>, <c>dangers</c>.</summary>
    string Field { get; }

    /// <summary>What serializes to that field.</summary>
    Task<object> OfAsync(CenterDb db, Incident incident, CurrentUser user, CancellationToken cancellation);
}

/// <summary>Short state of the calls of incidents, for their rows.</summary>
public interface ICallSummaries
{
    /// <summary>Newest call of each incident that has one; serializes to <c>CallSummary</c> of api/types.</summary>
    Task<IReadOnlyDictionary<string, object>> OfAsync(CenterDb db, IReadOnlyList<string> incidents, CancellationToken cancellation);
}
