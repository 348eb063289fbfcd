namespace Gateway.Core.Conditions;

/// <summary>On which side of its limit a value is dangerous.</summary>
public enum LimitDirection : byte
{
    /// <summary>At or above the limit.</summary>
    High = 0,
    /// <summary>At or below the limit.</summary>
    Low = 1,
}
