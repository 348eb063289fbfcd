namespace Gateway.Load.Running;

/// <param name="Length">Of one measurement, warm-up apart.</param>
/// <param name="Repeats">Measurements of each side.</param>
public sealed record RunSettings(TimeSpan Length, int Repeats);
