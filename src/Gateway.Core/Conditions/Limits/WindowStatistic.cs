namespace Gateway.Core.Conditions;

/// <summary>Which figure of a moving window is judged.</summary>
public enum WindowStatistic : byte
{
    /// <summary>Weighted by time, not by sample.</summary>
    Mean = 0,
    Least = 1,
    Greatest = 2,
}
