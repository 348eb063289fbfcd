namespace Gateway.Faults.Processes.Net;

/// <summary>Looks into one connection and may change what passes. Both directions call it, one at a time each.</summary>
internal interface IWireTap
{
    /// <param name="fromClient">True: sent by the side that opened the connection.</param>
    /// <param name="onwards">Takes what goes on in the same direction.</param>
    /// <param name="back">Takes what goes back to the sender, as if the other side had said it.</param>
    void Pass(bool fromClient, ReadOnlySpan<byte> bytes, List<byte[]> onwards, List<byte[]> back);
}
