using Gateway.Core.Measurements;

namespace Gateway.Core.Alarms.Silencing;

/// <summary>Silences alarms of a point by logic while another point says that they mean nothing. They are judged and logged all the same.</summary>
public abstract record Suppression
{
    /// <summary>Id of the other point.</summary>
    public required string Point { get; init; }
}

/// <summary>While the offline alarm of the parent (a controller, a line, a gateway) stands, the silence of this point is no news.</summary>
public sealed record ParentLostSuppression : Suppression;

/// <summary>After the run state <see cref="Suppression.Point"/> went from 0 to 1, named conditions are silent for a time.</summary>
public sealed record StartUpSuppression : Suppression
{
    /// <summary>Above zero.</summary>
    public required TimeSpan For { get; init; }

    /// <summary>Ids of conditions of this point.</summary>
    public required ValueList<string> Conditions { get; init; }
}
