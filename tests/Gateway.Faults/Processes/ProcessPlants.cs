namespace Gateway.Faults.Processes;

/// <summary>Defects that a tap puts into the wire on purpose, as if the program behind it had them.</summary>
internal static class ProcessPlants
{
    /// <summary>The gateway acknowledges a sample to its broker before its log has it.</summary>
    public const string AcknowledgedTooEarly = "acknowledged before the log's commit";

    /// <summary>The gateway gets the center's receipt, and moves its cursor, before the center has committed.</summary>
    public const string ReceiptTooEarly = "receipt before the center's commit";
}
