using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions.Expressions;

/// <summary>What the names in square brackets mean where the rule hangs.</summary>
public interface IPointNames
{
    /// <summary>
    /// The point with this id, or the points that have this role in the device, zone or site of the rule; empty when there is none.
    /// The same name always gives the same points in the same order.
    /// </summary>
    IReadOnlyList<Point> Find(string name);

    /// <summary>Every name that may be written, for error messages.</summary>
    IEnumerable<string> Known { get; }
}
