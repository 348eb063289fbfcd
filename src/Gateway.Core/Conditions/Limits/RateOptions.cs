namespace Gateway.Core.Conditions;

/// <summary>Which change is dangerous.</summary>
public enum RateDirection : byte
{
    Rise = 0,
    Fall = 1,
    Either = 2,
}

/// <summary>How a rate is taken from a window.</summary>
public enum RateMethod : byte
{
    /// <summary>Slope of the ordinary least squares line through all samples.</summary>
    Regression = 0,
    /// <summary>From the first sample of the window to the last.</summary>
    EndPoints = 1,
}
