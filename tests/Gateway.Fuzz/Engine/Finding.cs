namespace Gateway.Fuzz.Engine;

/// <summary>How a target misbehaved.</summary>
public enum FindingKind
{
    /// <summary>An exception that is not documented.</summary>
    Exception = 1,

    /// <summary>A promise was broken.</summary>
    Oracle = 2,

    /// <summary>It did not end.</summary>
    Hang = 3,

    /// <summary>It allocated more than its input accounts for.</summary>
    Memory = 4,
}

/// <summary>One misbehaviour with the input that shows it.</summary>
/// <param name="Key">Tells findings apart: where it happened and what.</param>
/// <param name="Input">The smallest that was found.</param>
public sealed record Finding(FindingKind Kind, string Key, string What, byte[] Input);
