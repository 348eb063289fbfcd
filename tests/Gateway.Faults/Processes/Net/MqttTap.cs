namespace Gateway.Faults.Processes.Net;

/// <summary>Cuts the two streams of an MQTT connection into packets.</summary>
internal abstract class MqttTap : IWireTap
{
    private readonly List<byte> _fromClient = [];
    private readonly List<byte> _fromServer = [];

    protected bool IsVersion5 { get; private set; }

    public void Pass(bool fromClient, ReadOnlySpan<byte> bytes, List<byte[]> onwards, List<byte[]> back)
    {
        var waiting = fromClient ? _fromClient : _fromServer;
        waiting.AddRange(bytes);
        while (waiting.Count > 1 && MqttFrames.LengthOf(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(waiting)) is > 0 and var length)
        {
            var packet = waiting.GetRange(0, length).ToArray();
            waiting.RemoveRange(0, length);
            if (fromClient && MqttFrames.KindOf(packet) == MqttFrames.Connect)
            {
                IsVersion5 = MqttFrames.IsVersion5(packet);
            }

            Take(fromClient, packet, onwards, back);
        }
    }

    /// <summary>One whole packet; put it into <paramref name="onwards"/> for it to pass.</summary>
    protected abstract void Take(bool fromClient, byte[] packet, List<byte[]> onwards, List<byte[]> back);
}
