namespace Gateway.Load.Running;

/// <param name="Length">Of one measurement, warm-up apart.</param>
/// <param name="Repeats">Measurements of each side.</param>
/// <param name="Window">Of a scenario with the whole gateway, warm-up apart.</param>
/// <param name="Soak">Length of the soak.</param>
/// <param name="OutputFolder">Where files go that stand beside the summary.</param>
public sealed record RunSettings(TimeSpan Length, int Repeats, TimeSpan Window, TimeSpan Soak, string OutputFolder);
