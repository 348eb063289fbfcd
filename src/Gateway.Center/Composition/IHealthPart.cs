using Gateway.Center.Data;
using Gateway.Core.Measurements;

namespace Gateway.Center.Composition;

/// <summary>How one part of the center is, for the health page. Register with AddSingleton. Says nothing that only some accounts may see.</summary>
public interface IHealthPart
{
    /// <summary>camelCase.</summary>
    string Name { get; }

    Task<HealthReading> ReadAsync(CenterDb db, CancellationToken cancellation);
}

/// <param name="IsGood">False: somebody should look at it.</param>
/// <param name="Text">In words.</param>
public sealed record HealthReading(bool IsGood, LocalizedText Text);
