using Gateway.Core.Warnings;

namespace Gateway.Core.Conditions;

/// <summary>One limit as the user writes it. Exactly one of <see cref="High"/> and <see cref="Low"/> is given.</summary>
public sealed record LimitOptions
{
    /// <summary>blue, yellow, orange or red.</summary>
    public WarningTier Tier { get; init; }

    /// <summary>Trips at or above, in the point's unit.</summary>
    public double? High { get; init; }

    /// <summary>Trips at or below, in the point's unit.</summary>
    public double? Low { get; init; }

    /// <summary>In the point's unit, 0 or more. Default 0.</summary>
    public double Deadband { get; init; }

    /// <summary>0 to 24 h. Default 0.</summary>
    public TimeSpan OnDelay { get; init; }

    /// <summary>0 to 24 h. Default 0.</summary>
    public TimeSpan OffDelay { get; init; }

    /// <summary>Default false.</summary>
    public bool Latch { get; init; }

    /// <summary>Standard and clause the limit rests on; empty when it rests on none.</summary>
    public string Clause { get; init; } = "";

    /// <summary>Role or initials of who approved the limit; null = default threshold, not reviewed.</summary>
    public string? ReviewedBy { get; init; }
}
