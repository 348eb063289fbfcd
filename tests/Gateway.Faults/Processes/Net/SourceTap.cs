using System.Text;
using Gateway.Faults.Judging;

namespace Gateway.Faults.Processes.Net;

/// <summary>
/// Sits between the sensors' broker and the gateway and writes down what the gateway acknowledges: from its PUBACK on a sample is an obligation. The defect
/// it can put in acknowledges each sample before the gateway has it on disk.
/// </summary>
internal sealed class SourceTap(Func<Obligations?> judge, Func<bool> acknowledgesTooEarly) : MqttTap
{
    private readonly Dictionary<ushort, MqttPublication> _open = [];

    protected override void Take(bool fromClient, byte[] packet, List<byte[]> onwards, List<byte[]> back)
    {
        if (!fromClient && MqttFrames.KindOf(packet) == MqttFrames.Publish)
        {
            var publication = MqttFrames.Open(packet, IsVersion5);
            _open[publication.Id] = publication;
            if (acknowledgesTooEarly() && publication.Id != 0)
            {
                Owe(publication.Id);
                back.Add(MqttFrames.Acknowledge(publication.Id));
            }
        }
        else if (fromClient && MqttFrames.KindOf(packet) == MqttFrames.PublishAck)
        {
            var (id, good) = MqttFrames.Acknowledged(packet);
            if (acknowledgesTooEarly())
            {
                return;
            }

            if (good)
            {
                Owe(id);
            }
        }

        onwards.Add(packet);
    }

    private void Owe(ushort id)
    {
        if (_open.Remove(id, out var publication) && NumberedSample.TryRead(Encoding.UTF8.GetString(publication.Payload)) is { } sample)
        {
            // What an earlier run sent may be acknowledged only now; its number is its place all the same.
            judge()?.Owed(sample.Id, sample.Payload, sample.Time, NumberedSample.Stream, sample.Number);
        }
    }
}
