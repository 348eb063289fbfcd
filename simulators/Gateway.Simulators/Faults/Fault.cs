namespace Gateway.Simulators.Faults;

/// <summary>One fault in force.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Target">Server id (Modbus) or device (MQTT or Modbus); null hits everything.</param>
/// <param name="Unit">Only this unit id of the server; null hits all.</param>
/// <param name="DelayMs">For delay: wait before the reply. For drip: pause between bytes. Wall milliseconds.</param>
/// <param name="ExceptionCode">1-255, for <see cref="FaultKind.Exception"/>.</param>
/// <param name="Probability">Share of replies hit, 0-1.</param>
public sealed record Fault(
    FaultKind Kind,
    string? Target = null,
    byte? Unit = null,
    int DelayMs = 1000,
    byte ExceptionCode = 4,
    double Probability = 1);
